import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { isRoot, onPath } from "../../setup/machine.mjs";

/** Declares a suite that mounts an ext4 of its own; it is skipped, and counted, where none can be made. */
export function describeWithLoopDisk(title: string, suite: (this: Mocha.Suite) => void): void {
    const declare = isRoot() && onPath("mkfs.ext4") && onPath("losetup") ? describe : describe.skip;
    declare(`${title} (needs root and loop devices)`, suite);
}

/** An ext4 file system in a file, mounted at a folder. */
export class LoopDisk {
    private constructor(
        readonly folder: string,
        private readonly image: string,
        private readonly device: string,
    ) {}

    /** @param sectorBytes the smallest piece that the disk reads and writes */
    static mount(folder: string, sizeBytes: number, sectorBytes = 512): LoopDisk {
        const image = `${folder}.image`;
        mkdirSync(folder);
        writeFileSync(image, "");
        truncateSync(image, sizeBytes);
        const losetup = ["--find", "--show", "--sector-size", String(sectorBytes), image];
        const device = execFileSync("losetup", losetup, { encoding: "utf8" }).trim();
        const disk = new LoopDisk(folder, image, device);
        try {
            execFileSync("mkfs.ext4", ["-q", device]);
            disk.attach();
            return disk;
        } catch (error) {
            disk.detach();
            throw error;
        }
    }

    /** What the kernel tells of it. Source: statfs(2). */
    get figures(): ReturnType<typeof statfsSync> {
        return statfsSync(this.folder);
    }

    /** Loses what lists a folder, whose path is one in this file system: to read it is an error from now on. */
    damageFolder(path: string): void {
        const { bsize } = this.figures;
        execFileSync("umount", [this.folder]);
        const block = execFileSync("debugfs", ["-R", `bmap ${path} 0`, this.device], {
            encoding: "utf8",
            stdio: "pipe",
        });
        const device = openSync(this.device, "r+");
        writeSync(device, Buffer.alloc(Number(bsize), 0xff), 0, Number(bsize), Number(block) * Number(bsize));
        closeSync(device);
        this.attach();
    }

    unmount(): void {
        execFileSync("umount", [this.folder]);
        this.detach();
    }

    private attach(): void {
        execFileSync("mount", ["-o", "strictatime", this.device, this.folder]);
    }

    private detach(): void {
        execFileSync("losetup", ["--detach", this.device]);
        rmSync(this.image);
    }
}

import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { isRoot, onPath } from "../../setup/machine.mjs";

/** Declares a suite that mounts an ext4 of its own; it is skipped, and counted, where none can be made. */
export function describeWithLoopDisk(title: string, suite: (this: Mocha.Suite) => void): void {
    const declare = isRoot() && onPath("mkfs.ext4") && onPath("losetup") ? describe : describe.skip;
    declare(`${title} (needs root and loop devices)`, suite);
}

interface Damaged {
    content: string;
    path: string;
}

/** Of a file system that is not mounted: one that is would still know the folder. */
function overwriteList(device: string, path: string): void {
    const ask = (request: string): string =>
        execFileSync("debugfs", ["-R", request, device], { encoding: "utf8", stdio: "pipe" });
    const blockBytes = Number(/^Block size: +(\d+)$/m.exec(ask("stats -h"))?.[1]);
    const opened = openSync(device, "r+");
    try {
        writeSync(opened, Buffer.alloc(blockBytes, 0xff), 0, blockBytes, Number(ask(`bmap ${path} 0`)) * blockBytes);
    } finally {
        closeSync(opened);
    }
}

/** An ext4 file system in a file, mounted at a folder. */
export class LoopDisk {
    private constructor(
        readonly folder: string,
        private readonly image: string,
        private readonly device: string,
    ) {}

    /**
     * @param sectorBytes the smallest piece that the disk reads and writes
     * @param damaged the folder whose content it has, and the path of a folder in there which nobody can list
     */
    static mount(folder: string, sizeBytes: number, sectorBytes = 512, damaged?: Damaged): LoopDisk {
        const image = `${folder}.image`;
        mkdirSync(folder);
        writeFileSync(image, "");
        truncateSync(image, sizeBytes);
        const losetup = ["--find", "--show", "--sector-size", String(sectorBytes), image];
        const device = execFileSync("losetup", losetup, { encoding: "utf8" }).trim();
        const disk = new LoopDisk(folder, image, device);
        try {
            execFileSync("mkfs.ext4", ["-q", ...(damaged ? ["-d", damaged.content] : []), device]);
            if (damaged) overwriteList(device, damaged.path);
            execFileSync("mount", ["-o", "strictatime", device, folder]);
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

    unmount(): void {
        execFileSync("umount", [this.folder]);
        this.detach();
    }

    private detach(): void {
        execFileSync("losetup", ["--detach", this.device]);
        rmSync(this.image);
    }
}

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A file system of its own that can be filled up; mounting it takes root. */
export class SmallDisk {
    private readonly filler: string;

    private constructor(readonly folder: string) {
        this.filler = join(folder, "filler");
    }

    /** Nothing if this machine, or this user, does not let one be mounted. */
    static mount(folder: string, sizeKibibytes: number): SmallDisk | undefined {
        mkdirSync(folder);
        try {
            const options = `size=${sizeKibibytes}k,mode=700`;
            execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { stdio: "ignore" });
            return new SmallDisk(folder);
        } catch {
            return undefined;
        }
    }

    /** Leaves no room for a single block. */
    fill(): void {
        const block = Buffer.alloc(4096);
        try {
            for (;;) writeFileSync(this.filler, block, { flag: "a" });
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        }
    }

    makeSpace(): void {
        rmSync(this.filler, { force: true });
    }

    grow(sizeKibibytes: number): void {
        execFileSync("mount", ["-o", `remount,size=${sizeKibibytes}k`, this.folder]);
    }

    get freeBytes(): number {
        const { bavail, bsize } = statfsSync(this.folder);
        return bavail * bsize;
    }

    unmount(): void {
        execFileSync("umount", [this.folder]);
    }
}

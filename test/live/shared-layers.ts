import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Of a daemon's data: the layers of its images, and what it knows of them. */
const LAYERS = "overlay2";
const IMAGES = "image";

/**
 * The images of one daemon for the next: to load the toolbox takes a daemon ten seconds, and a run of all tests has a dozen.
 * Layers are hard links, because no daemon ever writes to one; what a daemon notes of its images is copied. Only the processes
 * of one run share, in a folder that goes with it.
 */
export class SharedLayers {
    private readonly kept: string | undefined;

    constructor(private readonly folder = process.env.TEST_SHARED_FOLDER) {
        this.kept = folder && join(folder, "layers");
    }

    /** Puts the images into the place of a daemon's data, before its first start; tells whether there were any. */
    giveTo(dataRoot: string): boolean {
        if (this.kept === undefined || !existsSync(this.kept)) return false;
        mkdirSync(dataRoot, { recursive: true });
        execFileSync("cp", ["--archive", "--link", join(this.kept, LAYERS), dataRoot]);
        execFileSync("cp", ["--archive", join(this.kept, IMAGES), dataRoot]);
        return true;
    }

    /** Keeps the images of a daemon that has done nothing but load them. */
    keepFrom(dataRoot: string): void {
        if (this.folder === undefined || this.kept === undefined || existsSync(this.kept)) return;
        if (!existsSync(join(dataRoot, LAYERS))) return;
        const unfinished = mkdtempSync(join(this.folder, "layers-"));
        // A daemon that runs has its data on a mount of its own, which hard links cannot leave.
        execFileSync("cp", ["--archive", join(dataRoot, LAYERS), join(dataRoot, IMAGES), unfinished]);
        try {
            renameSync(unfinished, this.kept);
        } catch {
            // Another process was quicker.
            rmSync(unfinished, { recursive: true });
        }
    }
}

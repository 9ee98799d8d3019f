import fs from "node:fs";

/** Replaces a file, and reports the calls that make that durable, in their order. */
async function writeObserved(path: string): Promise<void> {
    const { fsync, renameSync } = fs;
    const calls: string[] = [];
    Object.assign(fs, {
        fsync: (handle: number, done: fs.NoParamCallback) => {
            calls.push(`sync of a ${fs.fstatSync(handle).isDirectory() ? "folder" : "file"}`);
            fsync(handle, done);
        },
        renameSync: (from: string, to: string) => {
            calls.push("rename");
            renameSync(from, to);
        },
    });
    // It takes these functions when it is loaded.
    const { writeAtomically } = await import("../../../engine/backend/files");
    await writeAtomically(path, "text");
    process.send?.(calls);
}

void writeObserved(process.argv[2]);

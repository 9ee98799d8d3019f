import fs from "node:fs";

/** Replaces a file, and reports the calls that make that durable, in their order, and what the file holds when each is made. */
async function writeObserved(path: string): Promise<void> {
    const { fsync, renameSync } = fs;
    const calls: string[] = [];
    const note = (call: string): void =>
        void calls.push(`${call}, ${fs.existsSync(path) ? fs.readFileSync(path, "utf8") : "gone"}`);
    fs.writeFileSync(path, "old");
    Object.assign(fs, {
        fsync: (handle: number, done: fs.NoParamCallback) => {
            note(fs.fstatSync(handle).isDirectory() ? "sync of a folder" : "sync of a file");
            fsync(handle, done);
        },
        renameSync: (from: string, to: string) => {
            note("rename");
            renameSync(from, to);
        },
    });
    // It takes these functions when it is loaded.
    const { writeAtomically } = await import("../../../engine/backend/files");
    await writeAtomically(path, "new");
    process.send?.(calls);
}

void writeObserved(process.argv[2]);

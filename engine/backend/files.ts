import { randomUUID } from "node:crypto";
import { closeSync, fsync, mkdirSync, openSync, renameSync, rmSync, writeFile } from "node:fs";
import { link, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

const sync = promisify(fsync);
/** To its end, however much of it the system takes at a time. */
const write: (handle: number, text: string, encoding: "utf8") => Promise<void> = promisify(writeFile);

/** Whether an error says that a file is not there. */
export function isMissing(error: unknown): boolean {
    return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** The text of a file, or nothing if there is no such file. */
export async function readIfExists(path: string): Promise<string | undefined> {
    return readFile(path, "utf8").catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
    });
}

/** The names in a folder, sorted; none if there is no such folder. */
export async function listIfExists(folder: string): Promise<string[]> {
    const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
    });
    return names.sort();
}

/** Pulumi keeps a checksum of a file beside it; once the file is replaced it describes a text that is gone. */
function checksumOf(path: string): string {
    return `${path}.attrs`;
}

async function syncFolder(folder: string): Promise<void> {
    const handle = openSync(folder, "r");
    try {
        await sync(handle);
    } finally {
        closeSync(handle);
    }
}

async function writeDurably(path: string, text: string, mode: number): Promise<void> {
    const handle = openSync(path, "wx", mode);
    try {
        await write(handle, text, "utf8");
        await sync(handle);
    } finally {
        closeSync(handle);
    }
}

/**
 * Replaces a file as a whole: whoever reads it, and whatever is killed meanwhile, sees the old text or the new one.
 * Both the text and its name are on the disk before this returns. Steps wait for it, so only what waits for the disk is
 * asynchronous: in a busy engine every other `await` would cost a turn of the event loop.
 */
export async function writeAtomically(path: string, text: string, mode = 0o600): Promise<void> {
    const folder = dirname(path);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const temporary = `${path}.${randomUUID()}.tmp`;
    try {
        await writeDurably(temporary, text, mode);
        renameSync(temporary, path);
    } catch (error) {
        rmSync(temporary, { force: true });
        throw error;
    }
    rmSync(checksumOf(path), { force: true });
    await syncFolder(folder);
}

/** Keeps the present text of a file under a second name as well; does nothing if there is no such file. */
export async function keepAs(path: string, copy: string): Promise<void> {
    const temporary = `${copy}.${randomUUID()}.tmp`;
    try {
        // A link is enough: files are replaced here, never written into.
        await link(path, temporary);
        await rename(temporary, copy);
        // Renaming one link over another of the same file leaves both.
        await rm(temporary, { force: true });
        await rm(checksumOf(copy), { force: true });
    } catch (error) {
        await rm(temporary, { force: true });
        if (!isMissing(error)) throw error;
    }
}

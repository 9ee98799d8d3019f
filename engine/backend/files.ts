import { randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, readdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

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

/** Pulumi keeps a checksum of a file beside it; it would now describe the text that was replaced. */
async function forgetChecksum(path: string): Promise<void> {
    await rm(`${path}.attrs`, { force: true });
}

async function syncFolder(folder: string): Promise<void> {
    const handle = await open(folder, "r");
    try {
        await handle.sync();
    } finally {
        await handle.close();
    }
}

/**
 * Replaces a file as a whole: whoever reads it, and whatever is killed meanwhile, sees the old text or the new one.
 * Both the text and its name are on the disk before this returns.
 */
export async function writeAtomically(path: string, text: string, mode = 0o600): Promise<void> {
    const folder = dirname(path);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = `${path}.${randomUUID()}.tmp`;
    try {
        const handle = await open(temporary, "wx", mode);
        try {
            await handle.writeFile(text, "utf8");
            await handle.sync();
        } finally {
            await handle.close();
        }
        await rename(temporary, path);
    } catch (error) {
        await rm(temporary, { force: true });
        throw error;
    }
    await forgetChecksum(path);
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
        await forgetChecksum(copy);
    } catch (error) {
        await rm(temporary, { force: true });
        if (!isMissing(error)) throw error;
    }
}

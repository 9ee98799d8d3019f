import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

process.once("exit", () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder for one suite. It goes when the tests end: later than every hook that may still need it. */
export function temporaryFolder(name: string): string {
    const folder = mkdtempSync(join(tmpdir(), `docker-storage-${name}-`));
    folders.push(folder);
    return folder;
}

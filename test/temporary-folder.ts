import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder for one suite. It goes when the tests end: later than every hook that may still need it. */
export function temporaryFolder(name: string): string {
    const folder = mkdtempSync(join(tmpdir(), `docker-storage-${name}-`));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    return folder;
}

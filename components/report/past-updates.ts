import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { BackendFolder } from "./backend";
import { pastUpdate, PastUpdate } from "./model/history";
import { History } from "./model/report";
import { StateError, StoredState } from "./model/stored-state";

const unzip = promisify(gunzip);
const INFO = /\.history\.json(\.gz)?$/;
const NAME = /^(?!\.{1,2}$)[\w.-]+$/;

/**
 * The latest operations on a stack, the earliest of them first.
 *
 * @param limit how many at most
 * @throws StateError if a file of them is damaged
 */
export async function pastUpdates(backend: BackendFolder, state: StoredState, limit: number): Promise<History> {
    if ("missing" in backend) return backend;
    const { project, stack } = state;
    if (!NAME.test(project) || !NAME.test(stack)) return { missing: "The stack was never updated." };
    const folder = join(backend.folder, ".pulumi", "history", project, stack);
    const files = await readdir(folder).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
    });
    if (files === undefined) return { missing: `There is no history of ${project}/${stack} in ${backend.folder}.` };
    // The names hold the time in nanoseconds, so they sort by it.
    const infos = files.filter((file) => INFO.test(file)).sort();
    const first = Math.max(0, infos.length - limit);
    const updates: PastUpdate[] = [];
    for (const [index, file] of infos.slice(first).entries()) {
        updates.push(await readUpdate(folder, file, files, first + index + 1));
    }
    return { updates, total: infos.length };
}

async function readUpdate(folder: string, file: string, files: string[], number: number): Promise<PastUpdate> {
    const stem = file.replace(INFO, "");
    const checkpoint = [`${stem}.checkpoint.json`, `${stem}.checkpoint.json.gz`].find((name) => files.includes(name));
    try {
        return pastUpdate({
            number,
            info: await textOf(join(folder, file)),
            checkpoint: checkpoint && (await textOf(join(folder, checkpoint))),
        });
    } catch (error) {
        throw new StateError(
            `the history of the stack is damaged: ${join(folder, stem)}.*: ${(error as Error).message}; ` +
                "move these files away, or leave the history out with --updates 0",
        );
    }
}

async function textOf(path: string): Promise<string> {
    const bytes = await readFile(path);
    return (path.endsWith(".gz") ? await unzip(bytes) : bytes).toString("utf8");
}

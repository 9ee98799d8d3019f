import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import Docker from "dockerode";
import { type Cell, type Limits, measureCell } from "./cell";
import type { Contender } from "./contender";
import { compose, composeYes } from "./contenders/compose";
import { plainEmbedded, plainMounts, plainVolumes } from "./contenders/plain-pulumi";
import { terraform } from "./contenders/terraform";
import { thisPackageEmbedded, thisPackagePulumi } from "./contenders/this-package";
import { withOtherImage } from "./other-image";
import { cellWords, printReport } from "./report";
import { RunOnDaemon } from "./run-on-daemon";
import { folderNames, type Ground } from "./resolve";
import type { Change } from "./storage";

export const contenders = [
    thisPackageEmbedded,
    thisPackagePulumi,
    plainMounts,
    plainVolumes,
    plainEmbedded,
    compose,
    composeYes,
    terraform,
];

export interface ChangesOptions {
    contenders: Contender[];
    changes: Change[];
    toolbox: string;
    limit: number;
    atOnce: number;
    json?: string;
}

const GIBIBYTE = 1024 ** 3;

export async function compareChanges(options: ChangesOptions): Promise<void> {
    const docker = new Docker();
    const stop = new AbortController();
    process.once("SIGINT", () => stop.abort());
    process.once("SIGTERM", () => stop.abort());
    const machine = `${cpus().length} x ${cpus()[0].model}, ${Math.round(totalmem() / GIBIBYTE)} GiB`;
    const versions = await versionsOf(options.contenders);
    process.stdout.write(`${machine}, Docker ${versions.docker}\n`);
    const present = options.contenders.filter(({ name, title }) => {
        process.stdout.write(`${title}: ${versions[name] ?? "not on PATH"}\n`);
        return versions[name] !== undefined;
    });
    const limits = { operationSeconds: options.limit, signal: stop.signal };
    const tasks = options.changes.flatMap((change) => present.map((contender) => ({ change, contender })));
    const cells = await withOtherImage(docker, options.toolbox, (other) =>
        measureAll(docker, { toolbox: options.toolbox, other }, tasks, options.atOnce, limits),
    );
    stop.signal.throwIfAborted();
    const results = { machine, date: new Date().toISOString(), versions, cells };
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, undefined, 2)}\n`);
    printReport(options.changes, present, results);
}

async function versionsOf(all: Contender[]): Promise<Record<string, string | undefined>> {
    const { Version } = await new Docker().version();
    const found = await Promise.all(all.map(async (one) => [one.name, await one.version()]));
    return { docker: Version, ...(Object.fromEntries(found) as Record<string, string | undefined>) };
}

interface Task {
    change: Change;
    contender: Contender;
}

async function measureAll(
    docker: Docker,
    images: Ground["images"],
    tasks: Task[],
    atOnce: number,
    limits: Limits,
): Promise<Cell[]> {
    const cells: Cell[] = [];
    const queue = tasks.values();
    const lane = async (): Promise<void> => {
        for (const task of queue) {
            if (limits.signal.aborted) return;
            const cell = await measureOne(docker, images, task, limits).catch((error: unknown) =>
                unmeasured(task, error),
            );
            cells.push(cell);
            const said = `${task.change.name}, ${task.contender.title}: ${cellWords(cell)}`;
            process.stderr.write(`${cells.length} of ${tasks.length}  ${said} (${cell.seconds.toFixed(1)} s)\n`);
        }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    return cells;
}

/** The others are measured all the same. */
function unmeasured({ change, contender }: Task, error: unknown): Cell {
    const printedBefore = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { change: change.name, contender: contender.name, preview: "", seconds: 0, printedBefore };
}

async function measureOne(
    docker: Docker,
    images: Ground["images"],
    { change, contender }: Task,
    limits: Limits,
): Promise<Cell> {
    const run = await RunOnDaemon.start(docker, images, folderNames([change.before, change.after]));
    try {
        return await measureCell(change, contender, run, limits);
    } finally {
        await run.end();
    }
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Contender, Verb, Workload } from "./contender";
import { timedRun, Timing } from "./timed-run";

export const VERBS: Verb[] = ["create", "again", "destroy"];

/** What one contender did with one workload: its runs, round by round. */
export type Runs = Record<Verb, Timing[]>;

export async function present(contenders: Contender[]): Promise<Contender[]> {
    const found: Contender[] = [];
    for (const contender of contenders) {
        const version = await contender.version();
        process.stdout.write(`${contender.name}: ${version ?? "not on PATH"}\n`);
        if (version !== undefined) found.push(contender);
    }
    return found;
}

/** Each has its turn in each round, so that a machine that is busy for a while is so for all of them. */
export async function inTurn(turns: { contender: Contender; workload: Workload }[], rounds: number): Promise<Runs[]> {
    const runs = turns.map((): Runs => ({ create: [], again: [], destroy: [] }));
    for (let round = 1; round <= rounds; round++) {
        for (const [index, { contender, workload }] of turns.entries()) {
            process.stderr.write(
                `round ${round} of ${rounds}: ${contender.name}, ${workload.volumes} ${workload.program}`,
            );
            for (const [verb, timing] of Object.entries(await oneTurn(contender, workload))) {
                runs[index][verb as Verb].push(timing);
                process.stderr.write(`  ${verb} ${timing.seconds.toFixed(1)} s`);
            }
            process.stderr.write("\n");
        }
    }
    return runs;
}

async function oneTurn(contender: Contender, workload: Workload): Promise<Record<Verb, Timing>> {
    const folder = mkdtempSync(join(tmpdir(), "docker-storage-bench-"));
    try {
        const operations = await contender.prepare(folder, workload);
        try {
            const create = await timedRun(operations.create);
            const again = await timedRun(operations.again);
            return { create, again, destroy: await timedRun(operations.destroy) };
        } catch (error) {
            await timedRun(operations.destroy).catch(() => undefined);
            throw error;
        }
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

export function secondsOf(timings: Timing[]): number[] {
    return timings.map(({ seconds }) => seconds);
}

/**
 * Records what the real Pulumi (`pulumi` on PATH) does with cases of which `recorded/CASE` holds `index.ts` and `steps`:
 * `record.ts CASE...`. Of what else is on the daemon nothing is touched.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBusyboxImage } from "./busybox-image";
import { CaseRun } from "./case-run";
import { processPerCommand } from "../engine-process";
import { withoutIncidentals } from "./normalise";
import { ownNames, ownPart } from "./ownership";
import { operations, readRecording } from "./recording";

async function record(name: string): Promise<void> {
    const { folder, secrets } = readRecording(name);
    const run = new CaseRun(processPerCommand(["pulumi"]), { name, folder, secrets, observations: [] }, true);
    try {
        await run.prepare();
        for (const step of operations(readFileSync(join(folder, "steps"), "utf8"))) {
            await run.carryOut(step);
            process.stdout.write(`${name}: ${step}: exit code ${run.observations.at(-1)?.exitCode}\n${run.printed}\n`);
        }
    } finally {
        await run.cleanUp();
    }
    for (const file of readdirSync(folder).filter((one) => one.endsWith(".json"))) rmSync(join(folder, file));
    const names = ownNames(run.observations);
    for (const [index, observation] of run.observations.entries()) {
        const kept = withoutIncidentals({ ...observation, docker: ownPart(observation.docker, names) });
        const file = `${String(index + 1).padStart(2, "0")}-${observation.step.split(" ", 1)[0]}.json`;
        writeFileSync(join(folder, file), JSON.stringify(kept, null, 1) + "\n");
    }
}

async function recordAll(names: string[]): Promise<void> {
    await ensureBusyboxImage();
    for (const name of names) await record(name);
}

void recordAll(process.argv.slice(2));

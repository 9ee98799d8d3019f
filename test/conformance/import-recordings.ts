/**
 * Takes recordings of the real Pulumi into this folder, without what no comparison needs: `import-recordings.ts FOLDER CASE...`,
 * where FOLDER holds `CASE/index.ts`, `CASE/steps` and `CASE/recorded/NN-VERB/{exit,events.ndjson,state.json,outputs.json,docker.json}`.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { summariseContainer, summariseVolume } from "./docker-view";
import { JsonObject } from "./json";
import { withoutIncidentals } from "./normalise";
import { Observation, readDeployment, readEvent, StepEvent } from "./observation";
import { ownNames, ownPart } from "./ownership";
import { operations, RECORDED } from "./recording";

function readRecorded(folder: string, step: string): Observation {
    const read = (name: string) => readFileSync(join(folder, name), "utf8");
    const docker = JSON.parse(read("docker.json")) as { volume: JsonObject[]; container: JsonObject[] };
    const observation: Observation = {
        step,
        exitCode: Number(read("exit")),
        docker: { volumes: docker.volume.map(summariseVolume), containers: docker.container.map(summariseContainer) },
    };
    if (!existsSync(join(folder, "events.ndjson"))) return observation;
    const lines = read("events.ndjson").trim().split("\n");
    return {
        ...observation,
        events: lines.map(readEvent).filter((event): event is StepEvent => event !== undefined),
        state: readDeployment(read("state.json")),
        outputs: JSON.parse(read("outputs.json")) as JsonObject,
    };
}

function importCase(source: string, name: string): void {
    const target = join(RECORDED, name);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const file of ["index.ts", "steps"]) copyFileSync(join(source, name, file), join(target, file));
    const steps = operations(readFileSync(join(target, "steps"), "utf8"));
    const folders = readdirSync(join(source, name, "recorded")).sort();
    const observations = steps.map((step, index) => readRecorded(join(source, name, "recorded", folders[index]), step));
    const names = ownNames(observations);
    observations.forEach((observation, index) => {
        const kept = withoutIncidentals({ ...observation, docker: ownPart(observation.docker, names) });
        writeFileSync(join(target, `${folders[index]}.json`), JSON.stringify(kept, null, 1) + "\n");
    });
}

const [source, ...names] = process.argv.slice(2);
for (const name of names) importCase(source, name);

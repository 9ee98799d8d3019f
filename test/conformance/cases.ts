import assert from "node:assert";
import { describeWithEmbedded, describeWithPulumi } from "../engines";
import { embedded } from "../live/engines";
import { variantsToTry } from "../points";
import { ensureBusyboxImage } from "./busybox-image";
import { CaseRun } from "./case-run";
import { differences } from "./differences";
import { embeddedInOneProcess, EngineStart, processPerCommand } from "../engine-process";
import { Normalised, normaliseLast, normaliseRun } from "./normalise";
import { Deployment, Observation } from "./observation";
import { orderViolations } from "./order";
import { readRecording } from "./recording";

/**
 * Cases that go through the command line from beginning to end: each command in a process of its own, the step set by
 * `config set`, state and outputs as the engine tells them. There are secrets in them and programs that fail. The others read
 * and write the engine's files instead, and have the embedded engine in one process, which takes half of the time.
 */
const BY_COMMAND_LINE = ["bad-program", "component", "secret-outputs"];

const EMPTY: Deployment = { resources: [], pendingOperations: [] };
const SHOWN_DIFFERENCES = 25;

/** Builds of the docker plugin differ in whether a refresh keeps a list of defaults that is empty. */
const BUILD_DEPENDENT = /\.__defaults\s+recorded (nothing\s+seen\s+\[\]|\[\]\s+seen\s+nothing)$/;

function report(found: string[], printed: string): string {
    const more = found.length - SHOWN_DIFFERENCES;
    const shown = found.slice(0, SHOWN_DIFFERENCES).map((one) => `  ${one}`);
    const rest = more > 0 ? [`  and ${more} more`] : [];
    return [`${found.length} differences from the recording:`, ...shown, ...rest, "it printed:", printed].join("\n");
}

interface ComparedEngine {
    start: EngineStart;
    /** Whether its docker provider is a build that may differ from the recorded one in all operations. */
    isPlugin: boolean;
}

/** Declares the replay of recorded cases by each engine, an operation a test. */
export function describeCases(subject: string, names: string[]): void {
    const title = (engine: string) => `conformance of ${engine} with recordings of pulumi: ${subject}`;
    describeWithEmbedded(title("embedded engine"), function () {
        const engineOf = (name: string) =>
            BY_COMMAND_LINE.includes(name) ? processPerCommand(embedded) : embeddedInOneProcess;
        declare(this, names, (name) => ({ start: engineOf(name), isPlugin: false }));
    });
    describeWithPulumi(title("pulumi"), function (pulumi) {
        declare(this, names, () => ({ start: processPerCommand(pulumi), isPlugin: true }));
    });
}

function declare(suite: Mocha.Suite, names: string[], engineOf: (name: string) => ComparedEngine): void {
    suite.timeout(240_000);
    before(ensureBusyboxImage);
    for (const name of variantsToTry(names, 3)) describe(name, () => declareCase(name, engineOf(name)));
}

function declareCase(name: string, { start, isPlugin }: ComparedEngine): void {
    const recording = readRecording(name);
    const { observations } = recording;
    let recorded: Normalised[];
    let run: CaseRun;

    before(async () => {
        recorded = normaliseRun(observations);
        run = new CaseRun(start, recording, BY_COMMAND_LINE.includes(name));
        await run.prepare();
    });
    after(() => run.cleanUp());

    for (const [index, { step, state }] of observations.entries()) {
        const number = String(index + 1).padStart(2, "0");
        const hasRefreshed = isPlugin || observations.slice(0, index + 1).some((one) => /\brefresh\b/.test(one.step));
        it(`${name} ${number} ${operationOf(observations[index])}: exit code, steps, state, outputs and Docker's view agree`, async () => {
            await run.carryOut(step);
            assert.equal(run.observations.length, index + 1, "an earlier operation could not be carried out");
            const seen = run.observations[index];
            const before = run.observations.slice(0, index).findLast((one) => one.state)?.state ?? EMPTY;
            const disorder = state && seen.events && seen.state ? orderViolations(seen.events, before, seen.state) : [];
            const found = [...disorder, ...differences(recorded[index], normaliseLast(run.observations))].filter(
                (one) => !hasRefreshed || !BUILD_DEPENDENT.test(one),
            );
            if (found.length > 0) assert.fail(report(found, run.printed));
        });
    }
}

function operationOf({ step, events }: Observation): string {
    const [verb, ...rest] = step.split(" ");
    if (verb === "stack") return step;
    return events === undefined ? verb : `${verb} step=${rest.join(" ")}`;
}

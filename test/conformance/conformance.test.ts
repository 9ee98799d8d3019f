import assert from "node:assert";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { ensureBusyboxImage } from "./busybox-image";
import { CaseRun } from "./case-run";
import { differences } from "./differences";
import { normaliseRun } from "./normalise";
import { Deployment } from "./observation";
import { orderViolations } from "./order";
import { readRecording } from "./recording";

/** Cases that are asserted now. The other folders of `recorded` wait for the parts of the engine that they need. */
const CASES = [
    "volume-container",
    "replace-on-changes",
    "data-gate",
    "command",
    "component",
    "bad-program",
    "command-fails",
    "container-shapes",
    "drift",
    "fixed-name",
    "import",
    "label-change",
    "options",
    "protected",
    "explicit-provider",
    "targets",
    "failed-replacement",
    "secret-outputs",
    "renamed-component",
    "invoke-output",
    "ordering",
    "read-volume",
    "cascade",
    "transforms",
    "refresh-first",
    "untargeted",
    "json-component",
    "json-replacements",
];

const EMPTY: Deployment = { resources: [], pendingOperations: [] };
const SHOWN_DIFFERENCES = 25;

/** Builds of the docker plugin differ in whether a refresh keeps a list of defaults that is empty. */
const BUILD_DEPENDENT = /\.__defaults\s+recorded (nothing\s+seen\s+\[\]|\[\]\s+seen\s+nothing)$/;

function onPath(program: string): string | undefined {
    const candidates = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, program));
    return candidates.find((candidate) => {
        try {
            accessSync(candidate, constants.X_OK);
            return true;
        } catch {
            return false;
        }
    });
}

const pulumi = onPath("pulumi");
const ENGINES = [
    { name: "embedded engine", command: [process.execPath, join(__dirname, "..", "..", "engine", "bin", "main.js")] },
    { name: "pulumi", command: pulumi ? [pulumi] : undefined },
];

function report(found: string[], printed: string): string {
    const more = found.length - SHOWN_DIFFERENCES;
    const shown = found.slice(0, SHOWN_DIFFERENCES).map((one) => `  ${one}`);
    const rest = more > 0 ? [`  and ${more} more`] : [];
    return [`${found.length} differences from the recording:`, ...shown, ...rest, "it printed:", printed].join("\n");
}

for (const engine of ENGINES) {
    describe(`conformance of ${engine.name} with recordings of pulumi`, function () {
        this.timeout(240_000);

        before(async function () {
            if (engine.command === undefined) this.skip();
            await ensureBusyboxImage();
        });

        for (const name of CASES) {
            describe(name, () => {
                const recording = readRecording(name);
                const recorded = normaliseRun(recording.observations);
                let run: CaseRun;

                before(async () => {
                    run = new CaseRun(engine.command ?? [], recording);
                    await run.prepare();
                });
                after(() => run.cleanUp());

                for (const [index, { step, events, state }] of recording.observations.entries()) {
                    const [verb, ...rest] = step.split(" ");
                    const number = String(index + 1).padStart(2, "0");
                    const operation =
                        verb === "stack" ? step : events === undefined ? verb : `${verb} step=${rest.join(" ")}`;
                    const hasRefreshed =
                        engine.name === "pulumi" ||
                        recording.observations.slice(0, index + 1).some((one) => /\brefresh\b/.test(one.step));
                    it(`${name} ${number} ${operation}: exit code, steps, state, outputs and Docker's view agree`, async () => {
                        await run.carryOut(step);
                        assert.equal(
                            run.observations.length,
                            index + 1,
                            "an earlier operation could not be carried out",
                        );
                        const seen = run.observations[index];
                        const before = run.observations.slice(0, index).findLast((one) => one.state)?.state ?? EMPTY;
                        const disorder =
                            state && seen.events && seen.state ? orderViolations(seen.events, before, seen.state) : [];
                        const found = [
                            ...disorder,
                            ...differences(recorded[index], normaliseRun(run.observations)[index]),
                        ].filter((one) => !hasRefreshed || !BUILD_DEPENDENT.test(one));
                        if (found.length > 0) assert.fail(report(found, run.printed));
                    });
                }
            });
        }
    });
}

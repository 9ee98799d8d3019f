import assert from "node:assert";
import { UNKNOWN } from "../../engine/property";
import { differences } from "./differences";
import { isJsonObject, Json, JsonObject, textOf } from "./json";
import { normaliseRun } from "./normalise";
import { Deployment, Observation } from "./observation";
import { orderViolations } from "./order";
import { readRecording, recordedCases } from "./recording";

const EMPTY: Deployment = { resources: [], pendingOperations: [] };

/** The recording of `data-gate` after something in one of its operations was changed. */
function tampered(index: number, change: (observation: Observation) => void): Observation[] {
    const { observations } = readRecording("data-gate");
    change(observations[index]);
    return observations;
}

function differencesAfter(index: number, change: (observation: Observation) => void): string[] {
    const recorded = normaliseRun(readRecording("data-gate").observations);
    return differences(recorded[index], normaliseRun(tampered(index, change))[index]);
}

function resourceOf(observation: Observation, name: string): JsonObject {
    const found = observation.state?.resources.find(({ urn }) => textOf(urn).endsWith(`::${name}`));
    assert.ok(found, `no resource ${name}`);
    return found;
}

function eventOf(observation: Observation, name: string, kind: string) {
    const found = observation.events?.find((event) => event.kind === kind && event.urn?.endsWith(`::${name}`));
    assert.ok(found, `no ${kind} of ${name}`);
    return found;
}

/** The recording as another run would have made it: other suffixes, ids, times and addresses. */
function asAnotherRun(observations: Observation[]): Observation[] {
    const flipped = (digits: string) => digits.replace(/[0-9a-f]/g, (digit) => (15 - parseInt(digit, 16)).toString(16));
    const text = JSON.stringify(observations)
        .replace(
            /(?<![\w-])((?:data|app)-)([0-9a-f]{7})\b/g,
            (_, name: string, suffix: string) => name + flipped(suffix),
        )
        .replace(/\bgate[0-9a-f]{8}\b/g, (id) => `gate${flipped(id.slice(4))}`)
        .replace(/\b([0-9a-f]{64}|[0-9a-f]{12}|[0-9a-f]{8}(?=-[0-9a-f]{4}-))\b/g, flipped)
        .replaceAll(UNKNOWN.replace(/^.{8}|.{12}$/g, flipped), UNKNOWN)
        .replace(/\b2026-11-22T/g, "2031-01-02T")
        .replace(/\b172\.17\.0\./g, "172.29.3.");
    return JSON.parse(text) as Observation[];
}

function* strings(value: Json | undefined): Generator<string> {
    if (typeof value === "string") yield value;
    else if (Array.isArray(value)) for (const one of value) yield* strings(one);
    else if (isJsonObject(value)) for (const one of Object.values(value)) yield* strings(one);
}

describe("the comparison of a run with its recording", () => {
    it("finds no difference when only random names, ids, times and addresses differ", () => {
        const { observations } = readRecording("data-gate");
        const another = asAnotherRun(observations);
        assert.notDeepEqual(another, observations);
        const seen = normaliseRun(another);
        normaliseRun(observations).forEach((recorded, index) =>
            assert.deepEqual(differences(recorded, seen[index]), []),
        );
    });

    it("names the step, its path and both values when a diff has another kind", () => {
        const [first, ...rest] = differencesAfter(2, (observation) => {
            eventOf(observation, "data", "resourcePreEvent").detailedDiff = {
                "labels[0].value": { diffKind: "update" },
            };
        });
        assert.match(first, /step create-replacement .*Volume::data.*labels\[0\]\.value\.diffKind/);
        assert.match(first, /recorded "update-replace"\s+seen {5}"update"/);
        assert.equal(rest.length, 1, "the missing inputDiff is the only other difference");
    });

    it("shows both sequences of steps when one is missing", () => {
        const found = differencesAfter(3, (observation) => {
            observation.events = observation.events?.filter(({ op }) => op !== "delete-replaced");
        });
        assert.equal(found.length, 2);
        assert.match(found[0], /steps of .*Volume::data\n {4}recorded .*delete-replaced[^\n]*\n {4}seen {5}same/);
    });

    it("finds another exit code, output, error message and summary", () => {
        const found = differencesAfter(2, (observation) => {
            observation.exitCode = 0;
            observation.outputs = {};
            for (const event of observation.events ?? []) {
                if (event.message) event.message += "!";
                if (event.summary) event.summary.result = "succeeded";
            }
        });
        const places = found.map((one) => one.split("\n")[0]);
        for (const place of ["exit code", "outputs.volume", "errors[0].message", "step summaryEvent"]) {
            assert.ok(
                places.some((one) => one.startsWith(place)),
                `${place} is not among ${places.join(", ")}`,
            );
        }
    });

    it("finds a container that mounts the volume which was replaced", () => {
        const [oldName] = [...strings(resourceOf(readRecording("data-gate").observations[0], "data").id)];
        const found = differencesAfter(3, ({ docker }) => {
            (docker.containers[0].Mounts as JsonObject[])[0].Name = oldName;
        });
        assert.equal(found.length, 1);
        assert.match(
            found[0],
            /^docker\.containers\..*Mounts\[0\]\.Name\n {4}recorded "<name 3 .*\n {4}seen {5}"<name 1 /,
        );
    });

    it("finds a volume that was left behind, and one that is gone", () => {
        const [left] = readRecording("data-gate").observations[0].docker.volumes;
        assert.match(differencesAfter(5, ({ docker }) => void docker.volumes.push(left))[0], /^docker\.volumes\./);
        assert.match(
            differencesAfter(0, ({ docker }) => void docker.volumes.pop())[0],
            /^docker\.volumes\..*seen {5}nothing/s,
        );
    });

    it("finds a secret in the clear, another source line and a changed time of modification", () => {
        const state = (change: (resource: JsonObject) => void) =>
            differencesAfter(4, (observation) => change(resourceOf(observation, "gate"))).join("\n");
        assert.match(
            state((gate) => (gate.sourcePosition = "project:///index.ts#9,9")),
            /sourcePosition\n/,
        );
        assert.match(
            state((gate) => (gate.modified = gate.created)),
            /\.modified\n/,
        );
        const { observations } = readRecording("component");
        const [recorded] = normaliseRun(observations);
        resourceOf(observations[0], "conformance-dev").outputs = { password: "hunter2" };
        assert.match(differences(recorded, normaliseRun(observations)[0]).join("\n"), /outputs\.password\n/);
    });

    it("compares documents whatever the order of their steps, and finds what one of them lacks", () => {
        const { observations } = readRecording("json-component");
        const index = observations.findIndex(({ step }) => step === "preview 1 --json");
        const [recorded] = normaliseRun(observations.slice(index, index + 1));
        const changed = structuredClone(observations[index]);
        const { steps } = changed.document as { steps: { urn: string; newState: JsonObject }[] };
        steps.reverse();
        assert.deepEqual(differences(recorded, normaliseRun([changed])[0]), []);
        delete steps.find(({ urn }) => urn.endsWith("::shelf-a"))?.newState.propertyDependencies;
        assert.match(
            differences(recorded, normaliseRun([changed])[0]).join("\n"),
            /^document\.steps\.create .*::shelf-a\.newState\.propertyDependencies\n/,
        );
    });

    it("finds a dependent that begins before what it needs is ready", () => {
        const { observations } = readRecording("data-gate");
        const [{ events = [], state = EMPTY }] = observations;
        const gate = events.findIndex(({ kind, urn }) => kind === "resourcePreEvent" && urn?.endsWith("::gate"));
        const early = [events[0], events[gate], ...events.slice(1).filter((event) => event !== events[gate])];
        assert.deepEqual(orderViolations(early, EMPTY, state), [
            "command:local:Command::gate begins before docker:index/volume:Volume::data, which it needs, is ready",
            "command:local:Command::gate begins before pulumi:providers:command::default_1_2_1, which it needs, is ready",
        ]);
    });

    it("finds a state that lists a dependent before what it needs", () => {
        const [{ events = [], state = EMPTY }] = readRecording("data-gate").observations;
        const violations = orderViolations(events, EMPTY, { ...state, resources: state.resources.toReversed() });
        assert.ok(violations.some((one) => /lists .*Command::gate before .*Volume::data/.test(one)));
    });

    for (const name of recordedCases()) {
        it(`finds no disorder in the recording of ${name}`, () => {
            let before = EMPTY;
            for (const { events, state } of readRecording(name).observations) {
                if (events === undefined || state === undefined) continue;
                assert.deepEqual(orderViolations(events, before, state), []);
                before = state;
            }
        });
    }
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { plannedEffects } from "../../../components/plan/model/plan";
import { DocumentError, readPreview } from "../../../components/plan/model/read-preview";
import { eventLog, previewJson, state } from "./documents";

const recorded = join(__dirname, "..", "..", "engine", "display", "recorded");
const old = state("docker:index/volume:Volume", "data", { id: "data-1" });

describe("A preview", () => {
    for (const [name, expected] of Object.entries({
        "label-change-02-preview": { data: "destroys" },
        "fixed-name-02-preview": { data: "destroys" },
        "drift-03-preview": { data: "none" },
        "import-02-preview": { data: "none" },
    })) {
        it(`is read as pulumi itself wrote it: ${name}`, () => {
            const log = readFileSync(join(recorded, name, "events.ndjson"), "utf8");
            const { effects } = plannedEffects(readPreview(log));
            const volumes = effects.filter(({ name: resource }) => resource === "data");
            assert.deepEqual(Object.fromEntries(volumes.map(({ name: resource, kind }) => [resource, kind])), expected);
        });
    }

    it("of a container whose mounts change, as pulumi itself wrote it, notes that it stays where it is", () => {
        const log = readFileSync(join(recorded, "label-change-02-preview", "events.ndjson"), "utf8");
        assert.match(plannedEffects(readPreview(log)).notes[0], /^container app stays on volume data-575fec9: /);
    });

    it("of which --json shows as deleted what a refresh found gone, deletes nothing", () => {
        const drift = previewJson([
            { op: "delete", old },
            { op: "create", new: old },
        ]);
        assert.deepEqual(
            readPreview(drift).steps.map(({ op }) => op),
            ["create"],
        );
    });

    it("says what an event log does only once, though two events tell of each step", () => {
        assert.equal(readPreview(eventLog([{ op: "delete", old }])).steps.length, 1);
    });

    const failed = { diagnosticEvent: { severity: "error", message: "no" }, sequence: 9 };
    const steps = eventLog([{ op: "delete", old }]);
    for (const [what, text, message] of [
        ["nothing", " \n", /the preview is empty: give what `preview --json` prints/],
        ["something else", "Previewing update (dev):\n", /this is no preview of Pulumi's: give what/],
        ["other JSON", '{"version": 3}', /this is no preview of Pulumi's/],
        ["a number", "3", /this is no preview of Pulumi's/],
        ["a list", "[]", /this is no preview of Pulumi's/],
        ["an event log of a preview that failed", `${steps}${JSON.stringify(failed)}\n`, /the preview failed/],
        ["an event log that was cut off", steps.split("\n").slice(0, 2).join("\n"), /the preview has no end/],
        ["an event log with half a line", steps.slice(0, -5), /this is no preview of Pulumi's/],
        [
            "a document of a preview that failed",
            '{"diagnostics":[{"severity":"error","message":"no"}]}',
            /the preview failed/,
        ],
        ["a document without an end", '{"steps":[]}', /the preview has no end/],
    ] as const) {
        it(`is refused, with what to give instead, when it is ${what}`, () => {
            assert.throws(
                () => readPreview(text),
                (error: unknown) => error instanceof DocumentError && message.test(error.message),
            );
        });
    }
});

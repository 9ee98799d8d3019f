import { deepEqual, equal, match, ok } from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { Display, DisplayOptions } from "../../../engine/display/display";
import type { EngineEvent, StepState } from "../../../engine/events";
import type { ResourceState } from "../../../engine/state";
import { Heartbeat } from "../../../engine/display/heartbeat";
import { createLineProgress } from "../../../engine/display/line-progress";
import { createPreviewJson } from "../../../engine/display/preview-json";
import { createTreeProgress } from "../../../engine/display/tree-progress";
import { diffLines } from "../../../engine/display/text-diff";
import { Recorded, recordings } from "./replay";

const all = recordings();

function recorded(name: string): Recorded {
    const found = all.find((one) => one.name === name);
    if (!found) throw new Error(`there is no recording ${name}`);
    return found;
}

function shown(
    name: string,
    create: (options: DisplayOptions) => Display,
    options: Partial<DisplayOptions> = {},
): string {
    let text = "";
    const display = create({
        stack: "dev",
        project: "conformance",
        color: false,
        interactive: true,
        isPreview: false,
        isRefresh: false,
        suppressOutputs: false,
        suppressProgress: true,
        showSames: false,
        write: (written) => (text += written),
        ...options,
    });
    for (const event of recorded(name).events) display.show(event, statesIn(event));
    display.close();
    return text;
}

/** The part of a resource's states that its events tell. */
function statesIn(event: EngineEvent): { old?: ResourceState; new?: ResourceState } {
    const { old, new: fresh } = (event.resourcePreEvent ?? event.resOutputsEvent)?.metadata ?? {};
    const state = (told: StepState) => ({ ...told, custom: told.custom ?? false });
    return { ...(old && { old: state(old) }), ...(fresh && { new: state(fresh) }) };
}

const tree = (columns: number) => (options: DisplayOptions) => createTreeProgress(options, { columns, rows: 40 });

describe("the tree on a terminal", () => {
    it("shows children below their parents, with what happened to each", () => {
        const text = stripVTControlCharacters(shown("component-01-up", tree(100))).replaceAll(/\(\d+\.\d+s\)/g, "(0s)");
        const rows = text
            .split("\n")
            .slice(0, 7)
            .map((line) => line.trimEnd());
        deepEqual(rows, [
            "    Type                           Name             Status",
            " +  pulumi:pulumi:Stack            conformance-dev  created (0s)",
            " +  └─ conformance:index:Outer     outer            created (0s)",
            " +     ├─ conformance:index:Inner  outer-b          created (0s)",
            " +     │  └─ docker:index:Volume   outer-b-volume   created (0s)",
            " +     └─ conformance:index:Inner  outer-a          created (0s)",
            " +        └─ docker:index:Volume   outer-a-volume   created (0s)",
        ]);
    });

    it("never draws a line that the terminal would wrap", () => {
        const rows = stripVTControlCharacters(shown("bad-program-03-up", tree(60)))
            .split("\nDiagnostics:")[0]
            .split("\n");
        ok(rows.some((line) => line.includes("docker:index:Container")));
        ok(rows.every((line) => line.length < 60));
    });

    it("counts a replacement as one step when it is done", () => {
        match(stripVTControlCharacters(shown("command-04-up", tree(120))), / \+- .*Command +triggered +replaced/);
    });

    it("shows a destroyed stack once, as the root", () => {
        const rows = stripVTControlCharacters(shown("component-05-destroy", tree(120)))
            .split("\n\n")[0]
            .split("\n");
        equal(rows.filter((line) => line.includes("pulumi:pulumi:Stack")).length, 1);
        match(rows[1], /^ - {2}pulumi:pulumi:Stack/);
    });
});

describe("secrets", () => {
    it("show as [secret], unless they are asked for", () => {
        match(
            shown("component-01-up", (options) => createLineProgress({ ...options, label: "updating" })),
            /password: \[secret\]/,
        );
        let text = "";
        const events = recorded("component-01-up").events;
        const display = createLineProgress({
            stack: "dev",
            project: "conformance",
            color: false,
            interactive: false,
            isPreview: false,
            isRefresh: false,
            suppressOutputs: false,
            suppressProgress: true,
            showSames: false,
            label: "updating",
            write: (written) => (text += written),
        });
        events.forEach((event) => {
            display.show(event);
        });
        display.close({ old: {}, new: { password: "hunter2" } });
        match(text, /Outputs:\n {4}password: "hunter2"\n/);
    });
});

interface Digest {
    changeSummary: Record<string, number>;
    config: Record<string, string>;
    steps: { op: string; urn: string; detailedDiff: object; oldState: { type: string } }[];
}

describe("preview --json", () => {
    it("is one document in Pulumi's shape", () => {
        const digest = JSON.parse(shown("data-gate-02-preview", createPreviewJson, { isPreview: true })) as Digest;
        deepEqual(digest.changeSummary, { replace: 2, same: 1, update: 1 });
        deepEqual(digest.config, { "conformance:step": "3" });
        const ofVolume = digest.steps.filter((step) => step.urn.includes("docker:index/volume:Volume"));
        deepEqual(
            ofVolume.map((step) => step.op),
            ["replace"],
        );
        deepEqual(ofVolume[0].detailedDiff, { "labels[0].value": { kind: "update-replace", inputDiff: false } });
        equal(ofVolume[0].oldState.type, "docker:index/volume:Volume");
    });

    it("hides secrets", () => {
        const text = shown("component-03-preview", createPreviewJson, { isPreview: true });
        match(text, /"password": "\[secret\]"/);
    });
});

describe("a heartbeat", () => {
    it("is one line of dots, which ends before anything else is printed", () => {
        let text = "";
        const heartbeat = new Heartbeat("updating", true, (written) => (text += written));
        heartbeat.beat();
        heartbeat.beat();
        heartbeat.interrupt();
        heartbeat.interrupt();
        heartbeat.beat();
        heartbeat.stop();
        equal(text, "@ updating.....\n@ updating....\n");
    });
});

describe("a difference of texts", () => {
    it("keeps as many lines as can be kept", () => {
        deepEqual(diffLines("a\nb\nc\nd", "a\nc\nx\nd"), [
            { kind: "same", lines: ["a"] },
            { kind: "delete", lines: ["b"] },
            { kind: "same", lines: ["c"] },
            { kind: "create", lines: ["x"] },
            { kind: "same", lines: ["d"] },
        ]);
    });
});

import { deepEqual, equal, ok } from "node:assert/strict";
import { isPreview, Recorded, recordings, replay } from "./replay";

/** Everything that differs from run to run: times, and heartbeats, which come by the clock. */
function normalise(text: string): string[] {
    return text
        .replaceAll(/\x1b\[[0-9;]*m/g, "")
        .split("\n")
        .filter((line) => !line.startsWith("@ "))
        .map((line) => line.replaceAll(/\((\d+\.)?\d+s\)/g, "(0s)").trimEnd());
}

/** The lines before the report, and the report's blocks: those of `Diagnostics` come in any order. */
function parts(text: string): { progress: string[]; report: string[] } {
    const lines = normalise(text);
    const start = lines.findIndex((line) => ["Diagnostics:", "Outputs:", "Resources:"].includes(line));
    const report = lines.slice(start).join("\n").replace("Diagnostics:\n", "").split("\n\n");
    return { progress: lines.slice(0, start), report: report.filter((block) => block.trim() !== "").sort() };
}

/** What Pulumi prints of resources that are under way when all ends is in any order. */
function withEndSorted(lines: string[]): string[] {
    const isStackAtEnd = (line: string): boolean => line.includes(" pulumi:pulumi:Stack ");
    return [...lines.filter((line) => !isStackAtEnd(line)), ...lines.filter(isStackAtEnd).sort()];
}

/** Pulumi's own last words after a destroy, and a line for a stack that only warnings spoke of, are not the display's. */
function withoutFarewell(text: string): string {
    return text.replace(/\nThe resources in the stack have been deleted[^]*$/, "\n");
}

/** The recorder left out warnings, not the title above them. */
function withoutEmptyTitles(blocks: string[]): string[] {
    return blocks.filter((block) => !/^ {2}pulumi:pulumi:Stack \([^)]*\):$/.test(block));
}

describe("the display", () => {
    const all = recordings();

    it("has recordings of Pulumi to be measured by", () => {
        ok(all.filter(isPreview).length >= 5);
        ok(all.filter((one) => !isPreview(one)).length >= 15);
    });

    for (const recorded of all.filter(isPreview)) {
        it(`prints the differences of ${recorded.name} exactly as Pulumi did`, () => {
            equal(normalise(replay(recorded)).join("\n"), normalise(recorded.output).join("\n"));
        });
    }

    for (const recorded of all.filter((one: Recorded) => !isPreview(one))) {
        it(`prints the progress of ${recorded.name} as Pulumi did, line by line`, () => {
            const ours = parts(replay(recorded));
            const pulumi = parts(withoutFarewell(recorded.output));
            deepEqual(withEndSorted(ours.progress), withEndSorted(pulumi.progress));
            deepEqual(withoutEmptyTitles(ours.report), withoutEmptyTitles(pulumi.report));
        });
    }
});

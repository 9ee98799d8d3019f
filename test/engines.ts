import { onPath } from "../setup/machine.mjs";

export type EngineName = "embedded" | "pulumi";

const ENGINES: readonly EngineName[] = ["embedded", "pulumi"];

/** The engines whose suites are declared: the one that `TEST_ENGINES` names, or both. */
export function chosenEngines(chosen = process.env.TEST_ENGINES): readonly EngineName[] {
    if (!chosen) return ENGINES;
    const found = ENGINES.filter((name) => name === chosen);
    if (found.length === 0) {
        throw new Error(`TEST_ENGINES=${chosen}: there is no such engine; it is "embedded" or "pulumi"`);
    }
    return found;
}

/** Declares a suite of the embedded engine, unless the suites of Pulumi alone are wanted. */
export function describeWithEmbedded(title: string, suite: (this: Mocha.Suite) => void): void {
    if (chosenEngines().includes("embedded")) describe(title, suite);
}

/**
 * Declares a suite that needs the Pulumi CLI, unless those of the embedded engine alone are wanted: it is skipped, and counted,
 * where `pulumi` is not on PATH.
 */
export function describeWithPulumi(title: string, suite: (this: Mocha.Suite, command: string[]) => void): void {
    if (!chosenEngines().includes("pulumi")) return;
    const pulumi = onPath("pulumi");
    (pulumi === undefined ? describe.skip : describe)(title, function () {
        suite.call(this, [pulumi ?? "pulumi"]);
    });
}

import { join } from "node:path";
import { chooseEngine } from "../../setup/engine.mjs";
import { onPath } from "../../setup/machine.mjs";

const project = join(__dirname, "..", "..");
export const embedded = chooseEngine("embedded", project).command;

type EngineSuite = (this: Mocha.Suite, command: string[]) => void;

/** Declares a suite once for each engine; the one for `pulumi` is skipped, and counted, where that is not on PATH. */
export function describeWithEachEngine(title: string, suite: EngineSuite): void {
    describe(`${title} (embedded engine)`, function () {
        suite.call(this, embedded);
    });
    describeWithPulumi(`${title} (pulumi engine)`, suite);
}

/** Declares a suite that needs the Pulumi CLI: it is skipped, and counted, where that is not on PATH. */
export function describeWithPulumi(title: string, suite: EngineSuite): void {
    const pulumi = onPath("pulumi");
    (pulumi === undefined ? describe.skip : describe)(title, function () {
        suite.call(this, [pulumi ?? "pulumi"]);
    });
}

/** Declares a suite for each of the two orders in which the engines can work on one stack; both are skipped without `pulumi`. */
export function describeInBothOrders(title: string, suite: (first: string[], second: string[]) => void): void {
    describeWithPulumi(`${title}: from the embedded engine to pulumi`, (pulumi) => suite(embedded, pulumi));
    describeWithPulumi(`${title}: from pulumi to the embedded engine`, (pulumi) => suite(pulumi, embedded));
}

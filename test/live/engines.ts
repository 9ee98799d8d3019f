import { join } from "node:path";
import { chooseEngine } from "../../setup/engine.mjs";
import { describeWithEmbedded, describeWithPulumi } from "../engines";

export { describeWithPulumi };

const project = join(__dirname, "..", "..");
export const embedded = chooseEngine("embedded", project).command;

/** Declares a suite once for each engine; the one for `pulumi` is skipped, and counted, where that is not on PATH. */
export function describeWithEachEngine(title: string, suite: (this: Mocha.Suite, command: string[]) => void): void {
    describeWithEmbedded(`${title} (embedded engine)`, function () {
        suite.call(this, embedded);
    });
    describeWithPulumi(`${title} (pulumi engine)`, suite);
}

/** Declares a suite for each of the two orders in which the engines can work on one stack; both are skipped without `pulumi`. */
export function describeInBothOrders(title: string, suite: (first: string[], second: string[]) => void): void {
    describeWithPulumi(`${title}: from the embedded engine to pulumi`, (pulumi) => suite(embedded, pulumi));
    describeWithPulumi(`${title}: from pulumi to the embedded engine`, (pulumi) => suite(pulumi, embedded));
}

import { join } from "node:path";
import { chooseEngine } from "../../setup/engine.mjs";
import { onPath } from "../../setup/machine.mjs";

const project = join(__dirname, "..", "..");

/** Declares a suite once for each engine; the one for `pulumi` is skipped, and counted, where that is not on PATH. */
export function describeWithEachEngine(title: string, suite: (command: string[]) => void): void {
    describe(`${title} (embedded engine)`, () => suite(chooseEngine("embedded", project).command));
    describeWithPulumi(title, suite);
}

/** Declares a suite that needs the Pulumi CLI: it is skipped, and counted, where that is not on PATH. */
export function describeWithPulumi(title: string, suite: (command: string[]) => void): void {
    const pulumi = onPath("pulumi");
    (pulumi === undefined ? describe.skip : describe)(`${title} (pulumi engine)`, () => suite([pulumi ?? "pulumi"]));
}

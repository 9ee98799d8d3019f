// Mocha's own report, and a last line for whoever reads only that.
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

module.exports = class LastLineReporter extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once("end", () => {
            const { passes, failures, pending } = this.#together(process.env.TEST_COUNTS_FILE);
            process.stdout.write(`${passes} passed, ${failures} failed, ${pending} skipped\n`);
        });
    }

    /** With what an earlier part of the tests left in the file, where the next part finds it. */
    #together(file) {
        const { passes, failures, pending } = this.stats;
        if (file === undefined) return { passes, failures, pending };
        const before = existsSync(file)
            ? JSON.parse(readFileSync(file, "utf8"))
            : { passes: 0, failures: 0, pending: 0 };
        const sum = {
            passes: before.passes + passes,
            failures: before.failures + failures,
            pending: before.pending + pending,
        };
        writeFileSync(file, JSON.stringify(sum));
        return sum;
    }
};

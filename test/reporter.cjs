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
        const sum = { passes: this.stats.passes, failures: this.stats.failures, pending: this.stats.pending };
        if (file === undefined) return sum;
        const before = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
        for (const count of Object.keys(sum)) sum[count] += before[count] ?? 0;
        writeFileSync(file, JSON.stringify(sum));
        return sum;
    }
};

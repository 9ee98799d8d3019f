// Mocha's own report, and a last line for whoever reads only that.
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

module.exports = class LastLineReporter extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        // In parallel, Mocha stops its workers itself.
        if (!runner.isParallelMode())
            for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop(runner));
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

/** Lets the test that runs come to its end, and every suite clean up; the same signal again ends it at once. */
function stop(runner) {
    process.stderr.write("tests: stopping, and cleaning up; again stops at once, and leaves what is there\n");
    runner.abort();
}

// Mocha's own report, a last line for whoever reads only that, and a file for the process that runs several of these.
const { writeFileSync } = require("node:fs");
const { relative } = require("node:path");
const { reporters } = require("mocha");

module.exports = class LastLineReporter extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        // In parallel, Mocha stops its workers itself.
        if (!runner.isParallelMode())
            for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop(runner));
        const files = {};
        const failures = [];
        runner.on("test end", ({ file, duration }) => {
            const name = relative(process.cwd(), file ?? "");
            files[name] = (files[name] ?? 0) + (duration ?? 0) / 1000;
        });
        runner.on("fail", (test, error) => failures.push({ title: test.fullTitle(), message: String(error?.message) }));
        runner.once("end", () => {
            const { passes: passed, failures: failed, pending: skipped } = this.stats;
            if (process.env.TEST_REPORT_FILE !== undefined) {
                const report = { passed, failed, skipped, files, failures };
                writeFileSync(process.env.TEST_REPORT_FILE, JSON.stringify(report));
            } else process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
        });
    }
};

/** Lets the test that runs come to its end, and every suite clean up; the same signal again ends it at once. */
function stop(runner) {
    process.stderr.write("tests: stopping, and cleaning up; again stops at once, and leaves what is there\n");
    runner.abort();
}

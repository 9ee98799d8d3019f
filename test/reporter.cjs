// Mocha's own report, and a last line for whoever reads only that.
const { reporters } = require("mocha");

module.exports = class LastLineReporter extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once("end", () => {
            const { passes, failures, pending } = this.stats;
            process.stdout.write(`${passes} passed, ${failures} failed, ${pending} skipped\n`);
        });
    }
};

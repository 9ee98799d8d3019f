// Runs the tests with mocha.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { onPath } from "./machine.mjs";
import { capture, run, say } from "./process.mjs";

const all = "test/**/*.test.ts";
/** Those whose files may run at the same time, as each worker has a lab of its own. */
const lab = "test/lab/**/*.test.ts";
const bytesPerLab = 8 * 1024 ** 3;

export async function runTests(project, args, env) {
    say(
        onPath("pulumi")
            ? "`pulumi` is on PATH: the suites that need it run too"
            : "`pulumi` is not on PATH: the suites that need it are skipped, and counted",
    );
    const folder = mkdtempSync(join(tmpdir(), "docker-storage-tests-"));
    const options = {
        cwd: project,
        env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true", TEST_COUNTS_FILE: join(folder, "counts.json") },
    };
    const mocha = (...more) =>
        run(process.execPath, [join(project, "node_modules", "mocha", "bin", "mocha.js"), ...more], options);
    // Mocha's own exit code is the number of failures, also when somebody stopped it.
    let stopped = 0;
    process.once("SIGINT", () => (stopped = 130)).once("SIGTERM", () => (stopped = 143));
    try {
        if (args.length > 0) {
            const namesFiles = args.some((argument) => argument.endsWith(".test.ts"));
            const code = await mocha(...args, ...(namesFiles ? [] : [all]));
            return stopped || code;
        }
        const labs = Math.min(2, availableParallelism(), Math.floor(totalmem() / bytesPerLab));
        const images = makeLabImages(project, options);
        const code = await mocha("--ignore", lab, all);
        if (stopped) return stopped;
        await images;
        const codeOfLab = await mocha("--config", "test/lab/mocharc.json", "--jobs", String(Math.max(1, labs)));
        return stopped || codeOfLab || code;
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** Makes what the lab starts from while other tests run. What keeps it from it is said when the lab is to come up. */
function makeLabImages(project, options) {
    const command = [
        "--require",
        join(project, "test", "register.cjs"),
        join(project, "test", "lab", "main.ts"),
        "images",
    ];
    return capture("nice", [process.execPath, ...command], options);
}

// Runs the tests with mocha.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { onPath } from "./machine.mjs";
import { run, say } from "./process.mjs";

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
    try {
        if (args.length > 0) return await mocha(...args);
        const labs = Math.min(2, availableParallelism(), Math.floor(totalmem() / bytesPerLab));
        const code = await mocha("--ignore", lab);
        return (await mocha("--config", "test/lab/mocharc.json", "--jobs", String(Math.max(1, labs)))) || code;
    } finally {
        rmSync(folder, { recursive: true });
    }
}

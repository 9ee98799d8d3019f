// Runs the tests with mocha.
import { join } from "node:path";
import { onPath } from "./machine.mjs";
import { run, say } from "./process.mjs";

export async function runTests(project, args, env) {
    say(
        onPath("pulumi")
            ? "`pulumi` is on PATH: the suites that need it run too"
            : "`pulumi` is not on PATH: the suites that need it are skipped, and counted",
    );
    return run(process.execPath, [join(project, "node_modules", "mocha", "bin", "mocha.js"), ...args], {
        cwd: project,
        env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
}

// Types, lint rules, format, and the shell scripts where shellcheck is installed.
import { join } from "node:path";
import { onPath } from "./machine.mjs";
import { capture, run, say } from "./process.mjs";

/** Runs every check, also after one has failed; resolves to the exit code. */
export async function check(project) {
    const tool = (...path) => [process.execPath, [join(project, "node_modules", ...path)]];
    const checks = [
        ["types", ...tool("typescript", "bin", "tsc"), "-b", "engine", ".", "test", "bench"],
        [
            "lint",
            ...tool("eslint", "bin", "eslint.js"),
            "--cache",
            "--cache-location",
            "node_modules/.cache/eslint/",
            ".",
        ],
        ["format", ...tool("prettier", "bin", "prettier.cjs"), "--check", "--log-level", "warn", "."],
    ];
    if (onPath("shellcheck")) {
        const scripts = await capture("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.sh"], {
            cwd: project,
        });
        checks.push(["scripts", "shellcheck", scripts.stdout.split("\n").filter(Boolean)]);
    }
    const failed = [];
    for (const [name, command, first, ...rest] of checks) {
        say(`checking ${name}`);
        if ((await run(command, [...first, ...rest], { cwd: project })) !== 0) {
            failed.push(name);
        }
    }
    say(failed.length === 0 ? "all checks passed" : `failed: ${failed.join(", ")}`);
    return failed.length === 0 ? 0 : 1;
}

// Draws what a stack shares and holds: exports its state, and hands that to docker-storage-report.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runVerb } from "./engine.mjs";
import { run } from "./process.mjs";

/** Writes the page and resolves to the exit code; `args` are those of docker-storage-report. */
export async function report(project, { args, ...operation }) {
    const draw = (...given) =>
        run(process.execPath, [join(project, "components", "docker-storage-report.js"), ...given], {
            cwd: operation.cwd,
            env: operation.env,
        });
    if (args.includes("--help")) {
        return draw("--help");
    }
    const folder = mkdtempSync(join(tmpdir(), "docker-storage-report-"));
    const state = join(folder, "state.json");
    try {
        const code = await runVerb({ ...operation, verb: ["stack", "export"], args: ["--file", state] });
        return code === 0 ? await draw(state, ...args) : code;
    } finally {
        rmSync(folder, { recursive: true });
    }
}

// The npm dependencies and the compiled workspaces.
import { statSync } from "node:fs";
import { join } from "node:path";
import { checkNpm } from "./node.mjs";
import { must, say } from "./process.mjs";

/** Whether `npm ci` is due: npm writes node_modules/.package-lock.json as its last act. */
export function areDependenciesStale(project) {
    const installed = statSync(join(project, "node_modules", ".package-lock.json"), { throwIfNoEntry: false });
    return installed === undefined || installed.mtimeMs < statSync(join(project, "package-lock.json")).mtimeMs;
}

export async function installDependencies(project) {
    if (!areDependenciesStale(project)) {
        return;
    }
    await checkNpm();
    say("installing the npm dependencies of package-lock.json (about 300 packages, a minute or two)");
    const startedAt = Date.now();
    await must("npm", ["ci", "--no-audit", "--no-fund"], { cwd: project });
    say(`npm dependencies installed in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

/** Compiles what changed since the last time. */
export async function build(project) {
    const compiler = join(project, "node_modules", "typescript", "bin", "tsc");
    await must(process.execPath, [compiler, "-b", "engine", "."], {
        cwd: project,
        remedy: "The program, the components or the engine do not compile; see above.",
    });
}

import assert from "node:assert/strict";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { areDependenciesStale } from "../../setup/dependencies.mjs";
import { temporaryFolder } from "../temporary-folder";

describe("The npm dependencies", () => {
    const project = temporaryFolder("dependencies");
    const lockFile = join(project, "package-lock.json");
    const installed = join(project, "node_modules", ".package-lock.json");

    it("are installed on a fresh clone, after a lock file that changed, and not again", () => {
        writeFileSync(lockFile, "{}");
        assert.equal(areDependenciesStale(project), true, "nothing is installed yet");

        mkdirSync(join(project, "node_modules"));
        writeFileSync(installed, "{}");
        utimesSync(lockFile, 1000, 1000);
        utimesSync(installed, 2000, 2000);
        assert.equal(areDependenciesStale(project), false);

        utimesSync(lockFile, 3000, 3000);
        assert.equal(areDependenciesStale(project), true, "the lock file is newer");
    });
});

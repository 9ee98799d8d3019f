import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";

const project = join(__dirname, "..", "..");

describe("The report of the tests", () => {
    const folder = temporaryFolder("report");

    /** @param counts the file that several parts of the tests share; none by default, not even the one of this very run */
    function runMocha(spec: string, counts?: string): { status: number | null; lastLine: string | undefined } {
        const file = join(folder, "sample.cjs");
        writeFileSync(file, spec);
        const mocha = join(project, "node_modules", "mocha", "bin", "mocha.js");
        const reporter = join(project, "test", "reporter.cjs");
        const run = spawnSync(process.execPath, [mocha, "--no-config", "--reporter", reporter, file], {
            encoding: "utf8",
            env: { ...process.env, TEST_COUNTS_FILE: counts },
        });
        return { status: run.status, lastLine: run.stdout.split("\n").at(-2) };
    }

    it("ends with one plain line, and exit code 0 when nothing failed", () => {
        const { status, lastLine } = runMocha('it("one", () => {}); it("two", () => {}); it.skip("three", () => {});');
        assert.equal(status, 0);
        assert.equal(lastLine, "2 passed, 0 failed, 1 skipped");
    });

    it("ends with that line, and another exit code, when a test or a hook failed", () => {
        const { status, lastLine } = runMocha(
            'it("one", () => { throw new Error("on purpose"); });' +
                'describe("suite", () => { before(() => { throw new Error("on purpose"); }); it("two", () => {}); });',
        );
        assert.notEqual(status, 0);
        assert.equal(lastLine, "0 passed, 2 failed, 0 skipped");
    });

    it("ends with the sum of all parts that ran so far", () => {
        const counts = join(folder, "counts.json");
        assert.equal(runMocha('it("one", () => {}); it.skip("two", () => {});', counts).status, 0);
        const { status, lastLine } = runMocha('it("one", () => {}); it("two", () => { throw new Error(); });', counts);
        assert.notEqual(status, 0);
        assert.equal(lastLine, "2 passed, 1 failed, 1 skipped");
    });
});

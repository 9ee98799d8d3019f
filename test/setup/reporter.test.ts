import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";

const project = join(__dirname, "..", "..");

describe("The report of the tests", () => {
    const folder = temporaryFolder("report");

    function runMocha(spec: string): { status: number | null; lastLine: string | undefined } {
        const file = join(folder, "sample.cjs");
        writeFileSync(file, spec);
        const mocha = join(project, "node_modules", "mocha", "bin", "mocha.js");
        const reporter = join(project, "test", "reporter.cjs");
        const run = spawnSync(process.execPath, [mocha, "--no-config", "--reporter", reporter, file], {
            encoding: "utf8",
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
});

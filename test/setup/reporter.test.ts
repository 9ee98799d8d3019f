import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";

const project = join(__dirname, "..", "..");

describe("The report of the tests", () => {
    const folder = temporaryFolder("report");

    /** @param report the file for the process that runs several of these; none by default, not even the one of this very run */
    function runMocha(spec: string, report?: string): { status: number | null; lastLine: string | undefined } {
        const file = join(folder, "sample.cjs");
        writeFileSync(file, spec);
        const mocha = join(project, "node_modules", "mocha", "bin", "mocha.js");
        const reporter = join(project, "test", "reporter.cjs");
        const run = spawnSync(process.execPath, [mocha, "--no-config", "--reporter", reporter, file], {
            encoding: "utf8",
            cwd: folder,
            env: { ...process.env, TEST_REPORT_FILE: report },
        });
        return { status: run.status, lastLine: run.stdout.trimEnd().split("\n").at(-1) };
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

    it("tells the process that runs several of these what passed, what failed and how long each file took", () => {
        const file = join(folder, "report.json");
        const { lastLine } = runMocha(
            'describe("suite", () => { it("one", (done) => setTimeout(done, 20)); it("two", () => { throw new Error("on purpose"); }); });',
            file,
        );
        const { files, ...report } = JSON.parse(readFileSync(file, "utf8")) as { files: Record<string, number> };
        const failures = [{ title: "suite two", message: "on purpose" }];
        assert.deepEqual(report, { passed: 1, failed: 1, skipped: 0, failures });
        assert.deepEqual(Object.keys(files), ["sample.cjs"]);
        assert.ok(files["sample.cjs"] >= 0.01, String(files["sample.cjs"]));
        assert.doesNotMatch(lastLine ?? "", /passed, /, "only the last process of a run says how the run ended");
    });
});

import assert from "node:assert/strict";
import { lastLine, listFailures, listSlowest, progress, sum } from "../../setup/test-report.mjs";

const passed = {
    job: { name: "test/setup" },
    passed: 3,
    failed: 0,
    skipped: 1,
    code: 0,
    seconds: 7.25,
    files: { "test/setup/a.test.ts": 5, "test/setup/b.test.ts": 2.04 },
    failures: [],
};
const failed = {
    job: { name: "test/live/c.test.ts" },
    passed: 1,
    failed: 1,
    skipped: 0,
    code: 1,
    seconds: 100,
    files: { "test/live/c.test.ts": 100 },
    failures: [{ title: "a volume keeps its data", message: "1 == 2\nand more" }],
};

describe("What is told of several test processes", () => {
    it("is, for each that ends, how far the run is, its outcome and its seconds", () => {
        assert.equal(progress(passed, 4, 55, 125), "4 of 55 at 2:05: test/setup passed (7.3 s)");
        assert.equal(progress(failed, 5, 55, 60), "5 of 55 at 1:00: test/live/c.test.ts 1 FAILED (100.0 s)");
        const crashed = { ...passed, code: 7 };
        assert.equal(progress(crashed, 6, 55, 0), "6 of 55 at 0:00: test/setup FAILED with exit code 7 (7.3 s)");
    });

    it("is the sum of their counts in one line, with the part's name before it where there are parts", () => {
        assert.equal(lastLine(sum([passed, failed])), "4 passed, 1 failed, 1 skipped");
        assert.equal(lastLine(sum([passed]), "kill"), "kill: 3 passed, 0 failed, 1 skipped");
    });

    it("is every failure once more", () => {
        assert.deepEqual(listFailures([passed, failed]), [
            "FAILED test/live/c.test.ts: a volume keeps its data\n    1 == 2",
        ]);
    });

    it("is the files that took longest, the slowest first", () => {
        assert.deepEqual(listSlowest([passed, failed], 2), [
            "   100.0 s  test/live/c.test.ts",
            "     5.0 s  test/setup/a.test.ts",
        ]);
    });
});

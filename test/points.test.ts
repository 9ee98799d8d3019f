import assert from "node:assert/strict";
import { pointsToTry, variantsToTry } from "./points";

describe("The points that a suite tries", () => {
    const decided = process.env.TEST_POINTS;
    afterEach(() => {
        if (decided === undefined) delete process.env.TEST_POINTS;
        else process.env.TEST_POINTS = decided;
    });

    it("are all of them in the second tier", () => {
        process.env.TEST_POINTS = "all";
        assert.deepEqual(pointsToTry(6), { first: 1, every: 1, told: "every one" });
        assert.deepEqual(variantsToTry(["a", "b", "c"], 3), ["a", "b", "c"]);
    });

    it("are every Nth in the first, and each of them as a commit decides", () => {
        const seen = new Set<string>();
        for (const commit of ["0", "1", "2", "4294967295"]) {
            process.env.TEST_POINTS = commit;
            const { first, every } = pointsToTry(6);
            assert.equal(every, 6);
            assert.ok(first >= 1 && first <= 6, String(first));
            for (const variant of variantsToTry(["a", "b", "c"], 3)) seen.add(variant);
        }
        assert.deepEqual([...seen].sort(), ["a", "b", "c"]);
    });
});

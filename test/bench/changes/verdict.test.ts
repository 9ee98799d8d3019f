import assert from "node:assert/strict";
import { type Outcome, verdict } from "../../../bench/changes/verdict";

const kept: Outcome = {
    end: "done",
    changed: true,
    deviations: [],
    data: { at: "in place", lostBytes: 0 },
    down: { seconds: 0, lasts: false },
};

describe("The verdict on a change", () => {
    it("is short when everything is as it should be", () => {
        assert.equal(verdict(kept), "kept");
    });

    it("counts the bytes that are nowhere any more", () => {
        assert.equal(verdict({ ...kept, data: { at: "lost", lostBytes: 1200 } }), "**LOST 1,200 bytes**");
    });

    it("says where data is that is not where the program says", () => {
        assert.equal(verdict({ ...kept, data: { at: "snapshot", lostBytes: 0 } }), "kept in a snapshot");
        assert.equal(verdict({ ...kept, data: { at: "volume", lostBytes: 0 } }), "left in the old volume");
        assert.equal(verdict({ ...kept, data: { at: "folder", lostBytes: 0 } }), "left in the old folder");
    });

    it("does not take a success that changed nothing for one", () => {
        assert.equal(verdict({ ...kept, deviations: ["volume has other labels"] }), "kept, not applied");
    });

    it("calls it refused only if nothing changed", () => {
        const failed: Outcome = { ...kept, end: "failed", deviations: ["volume has other labels"] };
        assert.equal(verdict({ ...failed, changed: false }), "kept, refused");
        assert.equal(verdict(failed), "kept, failed");
        assert.equal(verdict({ ...failed, deviations: [] }), "kept, applied, but failed");
        assert.equal(verdict({ ...failed, end: "out of time" }), "kept, out of time");
    });

    it("shows how long the container was down, and whether it is so for good", () => {
        assert.equal(verdict({ ...kept, down: { seconds: 1.26, lasts: false } }), "kept, down 1.3 s");
        assert.equal(verdict({ ...kept, down: { seconds: 1.26, lasts: true } }), "kept, stays down");
        assert.equal(verdict({ ...kept, down: { seconds: 0.01, lasts: false } }), "kept");
        assert.equal(verdict({ ...kept, down: undefined }), "kept");
    });
});

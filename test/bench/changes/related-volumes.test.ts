import assert from "node:assert/strict";
import { relatedVolumes } from "../../../bench/changes/related-volumes";

describe("The volumes of a run", () => {
    it("are its own, and those that were mounted together with them, however far away", () => {
        const events = [
            { container: "restore", volume: "handover" },
            { container: "restore", volume: "scratch" },
            { container: "save", volume: "data" },
            { container: "save", volume: "handover" },
        ];
        assert.deepEqual(relatedVolumes(["data"], events), new Set(["data", "handover", "scratch"]));
    });

    it("are nobody else's", () => {
        const events = [
            { container: "one", volume: "data" },
            { container: "two", volume: "theirs" },
        ];
        assert.deepEqual(relatedVolumes(["data"], events), new Set(["data"]));
    });
});

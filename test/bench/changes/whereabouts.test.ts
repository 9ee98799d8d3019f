import assert from "node:assert/strict";
import { dataState } from "../../../bench/changes/whereabouts";

const written = { "./one": "aa", "./two": "bb" };
const sizesBytes = { "./one": 10, "./two": 100 };
const nowhere = { inPlace: {}, folders: [], volumes: [] };

describe("Where data is", () => {
    it("is in place if every file is there under its name", () => {
        assert.deepEqual(dataState(written, sizesBytes, { ...nowhere, inPlace: written }), {
            at: "in place",
            lostBytes: 0,
        });
    });

    it("is not in place under another name", () => {
        const found = { ...nowhere, inPlace: { "./other": "aa", "./two": "bb" } };
        assert.deepEqual(dataState(written, sizesBytes, found), { at: "lost", lostBytes: 10 });
    });

    it("is the worst place of any file", () => {
        const found = { inPlace: { "./one": "aa" }, folders: [], volumes: [{ "archive/two": "bb" }] };
        assert.deepEqual(dataState(written, sizesBytes, found), { at: "snapshot", lostBytes: 0 });
    });

    it("counts as left in a volume before it counts as saved in an archive", () => {
        const found = { ...nowhere, volumes: [{ "archive/one": "aa", "archive/two": "bb" }, written] };
        assert.equal(dataState(written, sizesBytes, found).at, "volume");
    });

    it("is lost where a file has its name but not its content", () => {
        const found = { ...nowhere, inPlace: { "./one": "aa", "./two": "cc" }, folders: [{ "./two": "dd" }] };
        assert.deepEqual(dataState(written, sizesBytes, found), { at: "lost", lostBytes: 100 });
    });
});

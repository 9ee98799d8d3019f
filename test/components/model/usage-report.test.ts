import assert from "node:assert/strict";
import { parseMeasurements } from "../../../components/model/usage-report";

const usage = { dataBytes: 5000, metadataBytes: 4096, overheadBytes: -904 };
const fileSystem = {
    type: "ext4",
    blockSizeBytes: 4096,
    capacityBytes: 8192000,
    usedBytes: 4096,
    freeBytes: 8000000,
    inodeCount: 2048,
    freeInodeCount: 2037,
};

const printed = (...lines: unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join("");

describe("What a measurement prints", () => {
    it("is told by mount, in whatever order the parts come", () => {
        const text = printed({ mount: 2, fileSystem }, { mount: 1, usage }, { mount: 1, fileSystem });
        const found = parseMeasurements(text);
        assert.deepEqual(found.get(1), { usage, fileSystem });
        assert.deepEqual(found.get(2), { fileSystem });
        assert.equal(found.get(3), undefined);
    });

    it("counts as far as it is whole, when it was cut off", () => {
        const text = printed({ mount: 1, fileSystem }, { mount: 1, usage });
        assert.deepEqual(parseMeasurements(text.slice(0, -10)).get(1), { fileSystem });
        assert.deepEqual(parseMeasurements(""), new Map());
    });

    for (const [what, line] of Object.entries({
        "a figure that is missing": { mount: 1, usage: { dataBytes: 1, metadataBytes: 1 } },
        "a figure that is none": { mount: 1, usage: { ...usage, dataBytes: null } },
        "a text for a number": { mount: 1, fileSystem: { ...fileSystem, freeBytes: "1" } },
        "no object": { mount: 1, fileSystem: "ext4" },
    })) {
        it(`says nothing of a mount by a line with ${what}`, () => {
            assert.deepEqual(parseMeasurements(printed(line)).get(1), {});
        });
    }

    it("says nothing by lines that are something else", () => {
        assert.deepEqual(parseMeasurements('null\n1\n"a"\n[]\n{}\n{"mount":"1"}\nkilled\n'), new Map());
    });
});

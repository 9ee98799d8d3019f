import assert from "node:assert";
import { chosenEngines } from "./engines";

describe("the engines that TEST_ENGINES chooses", () => {
    it("are both where it is empty, as where it is not set", () => {
        assert.deepEqual(chosenEngines(""), ["embedded", "pulumi"]);
    });

    it("are the one that it names", () => {
        assert.deepEqual(chosenEngines("embedded"), ["embedded"]);
        assert.deepEqual(chosenEngines("pulumi"), ["pulumi"]);
    });

    it("are none that it does not know, which is an error and not a run without tests", () => {
        assert.throws(() => chosenEngines("pulumi,embedded"), /TEST_ENGINES=pulumi,embedded: there is no such engine/);
    });
});

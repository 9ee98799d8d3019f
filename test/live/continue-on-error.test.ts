import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { describeWithEachEngine } from "./engines";
import { StackCopy } from "./stack-copy";

describeWithEachEngine("--continue-on-error", (command) => {
    const folder = temporaryFolder("continue-on-error");
    let stack: StackCopy;

    before(async () => {
        stack = new StackCopy(command, folder, "test/live/programs/one-fails");
        await stack.init();
    });
    after(() => stack.destroy());

    it("makes what does not depend on the failure, keeps its outputs, and fails", async () => {
        await assert.rejects(stack.up("--continue-on-error"), /exit status 3/);
        assert.deepEqual(await stack.outputs(), { said: "all is well" });
    });
});

import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { describeWithEachEngine } from "./engines";
import { StackCopy } from "./stack-copy";

describeWithEachEngine("A program that logs an error and goes on", (command) => {
    const folder = temporaryFolder("logged-error");
    let stack: StackCopy;

    before(async () => {
        stack = new StackCopy(command, folder, "test/live/programs/logged-error");
        await stack.init();
    });
    after(() => stack.destroy());

    for (const [verb, ...args] of [["preview"], ["up", "--yes", "--skip-preview"]]) {
        it(`has not failed: ${verb}`, async () => {
            const { code, stdout, stderr } = await stack.attempt(verb, ...args, "--stack", stack.stack);
            assert.match(stdout + stderr, /error: mind this/);
            assert.doesNotMatch(stdout + stderr, /error: (preview|update) failed/);
            assert.equal(code, 0);
        });
    }

    it("has its outputs", async () => assert.deepEqual(await stack.outputs(), { reached: "the end" }));
});

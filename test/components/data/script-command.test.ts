import assert from "node:assert/strict";
import { ScriptCommand } from "../../../components/data/script-command";
import { COMMAND, MockedProgram, valueOf } from "../mocked-program";

describe("ScriptCommand", () => {
    it("is a command whose text stays the same; its scripts travel in the environment", async () => {
        const program = new MockedProgram();
        const scripts = { create: "echo 1", delete: "echo 2" };
        const command = new ScriptCommand("one", { scripts, environment: { NAME: "data" } }, {});
        assert.equal(await valueOf(command.stdout), "data");
        assert.deepEqual(program.one(COMMAND).inputs, {
            create: 'exec sh -c "$SCRIPT_CREATE"',
            delete: 'exec sh -c "$SCRIPT_DELETE"',
            environment: { NAME: "data", SCRIPT_CREATE: "echo 1", SCRIPT_DELETE: "echo 2" },
            logging: "stderr",
        });
    });
});

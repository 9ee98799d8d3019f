import assert from "node:assert/strict";
import { parseArguments } from "../../setup/arguments.mjs";

describe("The command line of the set-up", () => {
    it("keeps its own options and passes the others on, in their order", () => {
        assert.deepEqual(parseArguments(["up", "--diff", "--engine", "embedded", "--stack=lab", "--parallel", "2"]), {
            verb: "up",
            engine: "embedded",
            stack: "lab",
            args: ["--diff", "--parallel", "2"],
        });
    });

    it("deploys the stack dev with the engine of its own choice when nothing is said", () => {
        assert.deepEqual(parseArguments(["up"]), { verb: "up", engine: undefined, stack: "dev", args: [] });
    });

    it("shows help wherever it is asked for", () => {
        for (const line of [[], ["help"], ["up", "--help"], ["nonsense", "--help"]]) {
            assert.equal(parseArguments(line).verb, "help");
        }
    });

    it("leaves the help of a benchmark, of the lab, of the report and of the tests to them", () => {
        const parsed = { verb: "bench", engine: undefined, stack: "dev", args: ["changes", "--help"] };
        assert.deepEqual(parseArguments(["bench", "changes", "--help"]), parsed);
        for (const verb of ["lab", "report", "test:all", "test:mutants"])
            assert.deepEqual(parseArguments([verb, "--help"]), { ...parsed, verb, args: ["--help"] });
    });

    it("refuses a verb that does not exist and names those that do", () => {
        assert.throws(() => parseArguments(["apply"]), /"apply" is not a verb; it is one of up, preview/);
    });

    it("refuses an option without its value", () => {
        assert.throws(() => parseArguments(["up", "--engine"]), /--engine needs a value/);
        assert.throws(() => parseArguments(["up", "--stack="]), /--stack needs a value/);
    });
});

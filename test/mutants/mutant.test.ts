import assert from "node:assert/strict";
import { Mutant, planted, selected } from "./mutant";
import { mutants } from "./table";
import { lastLine } from "./verdict";
import { checkTable } from "./working-copy";

const mutant: Mutant = {
    name: "error swallowed",
    guarantee: "Errors are told",
    file: "a.sh",
    find: "exit 1",
    replace: "$&",
    tests: [],
};

describe("A bug that is planted on purpose", () => {
    it("takes the place of a text, as it is written", () => {
        assert.equal(planted("one\nexit 1\ntwo", mutant), "one\n$&\ntwo");
    });

    it("is out of date when its text is not in the file, or more than once", () => {
        for (const text of ["exit 2", "exit 1; exit 1"])
            assert.throws(() => planted(text, mutant), /mutant "error swallowed" is out of date: .* in a\.sh:\nexit 1/);
    });

    it("has its place in the sources as they are, each of the table, and tests that are there", () => {
        assert.doesNotThrow(() => checkTable(mutants));
    });

    it("is chosen by a part of its name, and a part that is in none is an error", () => {
        const other = { ...mutant, name: "Lock left out" };
        assert.deepEqual(selected([mutant, other], []), [mutant, other]);
        assert.deepEqual(selected([mutant, other], ["lock"]), [other]);
        assert.throws(() => selected([mutant, other], ["lock", "zork"]), /no mutant has "zork" in its name/);
    });

    it("counts as caught or missed, and as broken where no test got as far as to tell", () => {
        const verdicts = (["caught", "caught", "missed"] as const).map((kind) => ({
            mutant,
            kind,
            why: "",
            seconds: 1,
        }));
        assert.equal(lastLine(verdicts), "2 caught, 1 missed");
        assert.equal(lastLine([{ ...verdicts[0], kind: "broken" }]), "0 caught, 0 missed, 1 broken");
    });
});

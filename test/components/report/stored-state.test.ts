import assert from "node:assert/strict";
import { readState, StateError } from "../../../components/report/model/stored-state";
import { checkpoint, exported, resource, secret } from "./documents";

describe("The state of a stack that a report reads", () => {
    const resources = [
        resource("pulumi:pulumi:Stack", "shop-test", { outputs: { open: 1, sealed: secret("v1:abc") } }),
    ];

    it("is what `stack export` prints, or a checkpoint of the file backend", () => {
        for (const text of [exported(resources), checkpoint(resources)]) {
            const { project, stack, resources: found } = readState(text);
            assert.deepEqual([project, stack, found[0].outputs.open], ["shop", "test", 1], text);
        }
    });

    it("has no secrets, however deep and even if they are in the clear", () => {
        const inTheClear = { ...secret(""), plaintext: '"hunter2"' };
        const deep = { list: [{ inner: inTheClear }], direct: inTheClear };
        const state = readState(exported([resource("a:b:C", "it", { inputs: deep, outputs: deep })]));
        assert.doesNotMatch(JSON.stringify(state), /hunter2|plaintext/);
        assert.equal(typeof state.resources[0].inputs.direct, "symbol");
    });

    it("may be that of a stack that holds nothing", () => {
        for (const text of [
            '{"version":3,"deployment":{"manifest":{}}}',
            '{"version":3,"checkpoint":{"latest":null}}',
        ]) {
            assert.deepEqual(readState(text).resources, []);
        }
    });

    for (const [what, text] of [
        ["nothing", " \n"],
        ["no JSON", "error: no stack named 'dev' found"],
        ["a preview", '{"steps":[],"changeSummary":{}}'],
        ["null", "null"],
    ]) {
        it(`is refused when it is ${what}, with what to give instead`, () => {
            assert.throws(() => readState(text), StateError);
            assert.throws(() => readState(text), /give what `pulumi stack export` prints/);
        });
    }
});

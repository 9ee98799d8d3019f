import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "../../components/checked-args";
import { Arguments } from "../../components/model/validation";
import { valueOf } from "./mocked-program";

const even = (values: Record<string, unknown>): Arguments["problems"] => {
    const args = new Arguments(values);
    args.check("count", (value) => ((value as number) % 2 === 0 ? undefined : "give an even number"));
    args.objects("list").forEach((item) =>
        item.require("name", (value) => (value === "good" ? undefined : "give good")),
    );
    return args.problems;
};

/** The error with which an output ends. */
async function failureOf(output: pulumi.Output<unknown>): Promise<pulumi.InputPropertiesError> {
    const promise = (output as unknown as { promise(): Promise<unknown> }).promise();
    return promise.then(
        () => assert.fail("the value was let through"),
        (error: unknown) => error as pulumi.InputPropertiesError,
    );
}

describe("Checked arguments", () => {
    it("pass an output's right value on", async () => {
        const args = checkedArgs("C c", { count: pulumi.output(4), list: [{ name: pulumi.output("good") }] }, even);
        assert.equal(await valueOf(args.count), 4);
        assert.equal(await valueOf(args.list[0].name), "good");
    });

    it("stop an output's wrong value before it reaches a resource, with its path", async () => {
        const args = checkedArgs("C c", { list: [{ name: "good" }, { name: pulumi.output("bad") }] }, even);
        const error = await failureOf(args.list[1].name as pulumi.Output<string>);
        assert.ok(pulumi.InputPropertiesError.isInstance(error));
        assert.deepEqual(error.errors, [{ propertyPath: "list[1].name", reason: 'list[1].name is "bad": give good' }]);
    });

    it("keep a wrong secret out of the message", async () => {
        const args = checkedArgs("C c", { list: [{ name: pulumi.secret("hunter2") }] }, even);
        const error = await failureOf(args.list[0].name);
        assert.doesNotMatch(error.message, /hunter2/);
        assert.match(error.message, /list\[0\]\.name is "<secret>": give good/);
    });

    it("do not call an output missing because it is not known yet", () => {
        assert.doesNotThrow(() => checkedArgs("C c", { list: [{ name: pulumi.output("good") }] }, even));
        assert.throws(() => checkedArgs("C c", { list: [{}] }, even), /list\[0\]\.name is missing: give good/);
    });

    it("leave secrets secret", async () => {
        const args = checkedArgs("C c", { count: pulumi.secret(2) }, even);
        assert.equal(await pulumi.isSecret(args.count), true);
    });
});

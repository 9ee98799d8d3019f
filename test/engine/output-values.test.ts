import assert from "node:assert/strict";
import { asOutputValues, dependenciesIn, withDependencies } from "../../engine/output-values";
import { OUTPUT_SIGNATURE, PropertyValue, secret, SIGNATURE, UNKNOWN } from "../../engine/property";
import { fromStruct, toStruct } from "../../engine/wire";

const output = (rest: { [key: string]: PropertyValue }) => ({ [SIGNATURE]: OUTPUT_SIGNATURE, ...rest });

describe("Output values", () => {
    it("stand for what is unknown or secret, wherever it is", () => {
        assert.deepEqual(asOutputValues({ a: UNKNOWN, b: [secret("s")], c: { d: secret(UNKNOWN) }, e: 1 }), {
            a: output({}),
            b: [output({ value: "s", secret: true })],
            c: { d: output({ secret: true }) },
            e: 1,
        });
    });

    it("become what they stand for again, dependencies or not", () => {
        const properties = { a: UNKNOWN, b: [secret("s")], c: { d: secret(UNKNOWN) }, e: 1 };
        const { e, ...rest } = asOutputValues(properties);
        assert.deepEqual(fromStruct(toStruct({ ...rest, e: withDependencies(e, ["urn"]) })), properties);
    });

    it("tell each resource that they depend on, and name none twice", () => {
        const value = withDependencies(withDependencies([output({ dependencies: ["x"] })], ["y"]), ["x", "y", "z"]);
        assert.deepEqual(new Set(dependenciesIn(value)), new Set(["x", "y", "z"]));
        assert.equal(withDependencies(value, ["x", "y"]), value);
    });

    it("wrap nothing that depends on nothing", () => {
        assert.equal(withDependencies("plain", []), "plain");
    });
});

import * as assert from "node:assert/strict";

import { secret, SECRET_SIGNATURE, SIGNATURE } from "../../engine/property";
import { markAllLike, mask, protectSecrets } from "../../engine/secrets-marking";
import type { ResourceState } from "../../engine/state";

describe("secrets", () => {
    it("are marked again at the property where they went in", () => {
        const inputs = { environment: { A: "1", B: secret("hidden") }, plain: "x" };
        const back = markAllLike({ environment: { A: "1", B: "hidden" }, plain: "x" }, inputs);
        assert.deepEqual(back, { environment: { A: "1", B: secret("hidden") }, plain: "x" });
    });

    it("hide the whole list that one of them went into, unless the provider keeps their places", () => {
        const inputs = { env: ["A=1", secret("B=hidden")] };
        const values = { env: ["A=1", "B=hidden"] };
        assert.deepEqual(markAllLike(values, inputs), { env: secret(["A=1", "B=hidden"]) });
        assert.deepEqual(markAllLike(values, inputs, true), inputs);
    });

    it("hide the whole value when its shape has changed", () => {
        const back = markAllLike({ env: ["B=hidden"] }, { env: ["A=1", secret("B=hidden")] }, true);
        assert.deepEqual(back, { env: secret(["B=hidden"]) });
    });

    it("are never shown", () => {
        const shown = mask({ list: [secret({ deep: "hidden" })], text: secret("hidden") });
        assert.ok(!JSON.stringify(shown).includes("hidden"));
        const blind = { [SIGNATURE]: SECRET_SIGNATURE, ciphertext: "[secret]" };
        assert.deepEqual(shown, { list: [blind], text: blind });
    });

    it("include what the program names as additional secret outputs", () => {
        const state: ResourceState = {
            urn: "u",
            type: "t",
            custom: true,
            inputs: {},
            outputs: { id: "i", token: "hidden" },
            additionalSecretOutputs: ["token", "id", "absent"],
        };
        protectSecrets(state, undefined);
        assert.deepEqual(state.outputs, { id: "i", token: secret("hidden") });
    });
});

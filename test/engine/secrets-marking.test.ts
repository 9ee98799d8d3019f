import * as assert from "node:assert/strict";

import { secret, SECRET_SIGNATURE, SIGNATURE } from "../../engine/property";
import { markAllLike, mask, protectSecrets } from "../../engine/secrets-marking";
import type { ResourceState } from "../../engine/state";

describe("secrets", () => {
    it("are marked again at the place where they went in", () => {
        const inputs = { env: ["A=1", secret("B=hidden")], plain: "x" };
        const back = markAllLike({ env: ["A=1", "B=hidden"], plain: "x" }, inputs);
        assert.deepEqual(back, { env: ["A=1", secret("B=hidden")], plain: "x" });
    });

    it("hide the whole value when its shape has changed", () => {
        const back = markAllLike({ env: ["B=hidden"] }, { env: ["A=1", secret("B=hidden")] });
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

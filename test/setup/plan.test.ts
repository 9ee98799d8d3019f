import assert from "node:assert/strict";
import { previewOf, wantsPlan } from "../../setup/plan.mjs";

describe("The preview behind a plan", () => {
    it("is that of the verb, with the flags that both take", () => {
        const args = ["--yes", "--target", "urn", "--continue-on-error", "--diff"];
        assert.deepEqual(previewOf("up", args), { verb: ["preview"], args: ["--target", "urn", "--diff"] });
        assert.deepEqual(previewOf("preview", ["--diff"]), { verb: ["preview"], args: ["--diff"] });
    });

    it("of a destroy destroys nothing", () => {
        const { verb, args } = previewOf("destroy", ["-y", "--remove", "--target", "urn"]);
        assert.deepEqual({ verb, args }, { verb: ["destroy", "--preview-only"], args: ["--target", "urn"] });
    });

    it("is left alone where the output is for a program, or no preview is wanted", () => {
        for (const arg of [
            "--json",
            "-j",
            "--skip-preview",
            "-f",
            "--event-log",
            "--event-log=file",
            "--preview-only",
        ]) {
            assert.equal(wantsPlan([arg]), false, arg);
        }
        assert.equal(wantsPlan(["--diff"]), true);
    });
});

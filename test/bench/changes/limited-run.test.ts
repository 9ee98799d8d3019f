import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { limitedRun } from "../../../bench/changes/limited-run";

const unlimited = new AbortController().signal;
const shell = (script: string) => ({ command: ["sh", "-c", script], folder: tmpdir(), environment: process.env });

describe("A run with a limit", () => {
    it("tells what was printed, and how it ended", async () => {
        const { end, stdout, stderr } = await limitedRun(shell("echo out; echo err >&2; exit 3"), 60, unlimited);
        assert.deepEqual({ end, stdout, stderr }, { end: "failed", stdout: "out\n", stderr: "err\n" });
        assert.equal((await limitedRun(shell("true"), 60, unlimited)).end, "done");
    });

    it("has nobody who answers", async () => {
        assert.equal(
            (await limitedRun(shell('read -r answer || echo "no answer"'), 60, unlimited)).stdout,
            "no answer\n",
        );
    });

    it("ends when its time is over, with all that it started", async () => {
        // What is left running would hold on to the output, and the run would last as long.
        const { end, seconds } = await limitedRun(shell("sleep 300 & wait"), 0.2, unlimited);
        assert.equal(end, "out of time");
        assert.ok(seconds < 60, `${seconds} s`);
    });

    it("does not begin once everything was called off", async () => {
        await assert.rejects(limitedRun(shell("true"), 60, AbortSignal.abort()), { name: "AbortError" });
    });
});

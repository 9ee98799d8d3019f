import * as assert from "node:assert/strict";

import { Diagnostics } from "../../engine/diagnostics";
import type { Executor } from "../../engine/execute";
import { StateWriter } from "../../engine/state-writer";
import type { Step } from "../../engine/step";
import { StepError } from "../../engine/step-error";
import { StepsRunner } from "../../engine/steps-runner";

function deletion(name: string): Step {
    const old = { urn: `urn:pulumi:dev::p::t:m:T::${name}`, type: "t:m:T", custom: true, id: name };
    return { op: "delete", urn: old.urn, old, logical: true };
}

describe("Once a step has failed", () => {
    /** Runs one step after the other, of which "gate" fails; resolves to what was begun. */
    async function begun(continueOnError: boolean): Promise<string[]> {
        const names: string[] = [];
        const executor = {
            apply: async ({ old }: Step) => {
                names.push(old?.id ?? "");
                if (old?.id === "gate") throw new StepError(new Error("no snapshot"), 2);
            },
        } as unknown as Executor;
        const steps = ["app", "gate", "volume"].map(deletion);
        const writer = new StateWriter(
            steps.map(({ old }) => old!),
            async () => undefined,
            new Map(),
        );
        const stop = new AbortController().signal;
        const emit = (): void => undefined;
        const options = { preview: false, isRefresh: false, parallel: 4, continueOnError, stop, emit };
        const runner = new StepsRunner(options, executor, writer, new Diagnostics(emit));
        for (const step of steps) await runner.runParallel([step]);
        const left = writer.snapshot().resources.map(({ id }) => id);
        assert.deepEqual(
            left,
            ["app", "gate", "volume"].filter((name) => name === "gate" || !names.includes(name)),
        );
        return names;
    }

    it("no other begins", async () => assert.deepEqual(await begun(false), ["app", "gate"]));

    it("others go on if the user wants that", async () =>
        assert.deepEqual(await begun(true), ["app", "gate", "volume"]));
});

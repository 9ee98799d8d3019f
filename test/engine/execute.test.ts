import * as assert from "node:assert/strict";

import { Executor } from "../../engine/execute";
import type { ProviderRegistry } from "../../engine/provider-registry";
import { Provider, ResourceInitError } from "../../engine/providers/provider";
import type { ResourceState } from "../../engine/state";

function resource(rest: Partial<ResourceState> = {}): ResourceState {
    return { urn: "urn:pulumi:dev::p::t:m:T::a", type: "t:m:T", custom: true, id: "a", provider: "p", ...rest };
}

/** Carries steps out with a provider that does what is given. */
function executor(provider: Partial<Provider>): Executor {
    const providers = { of: async () => provider, require: async () => provider } as unknown as ProviderRegistry;
    return new Executor(
        providers,
        false,
        () => false,
        () => undefined,
    );
}

describe("A step", () => {
    it("deletes nothing that is protected, and asks no provider to", async () => {
        const asked: string[] = [];
        const provider = { delete: async ({ id }: { id: string }) => void asked.push(id) };
        const old = resource({ protect: true });
        await assert.rejects(executor(provider).apply({ op: "delete", urn: old.urn, old, logical: true }), /protect/);
        assert.deepEqual(asked, []);
        const free = resource({ id: "b" });
        await executor(provider).apply({ op: "delete", urn: free.urn, old: free, logical: true });
        assert.deepEqual(asked, ["b"]);
    });

    it("that updates a part only leaves the old inputs, so that the next update has a difference to make good", async () => {
        const provider = { update: () => Promise.reject(new ResourceInitError("a", { size: 1 }, ["not ready"])) };
        const [old, fresh] = [resource({ inputs: { size: 1 } }), resource({ inputs: { size: 2 } })];
        await assert.rejects(executor(provider).apply({ op: "update", urn: old.urn, old, new: fresh, logical: true }));
        assert.deepEqual([fresh.inputs, fresh.outputs, fresh.initErrors], [{ size: 1 }, { size: 1 }, ["not ready"]]);
    });
});

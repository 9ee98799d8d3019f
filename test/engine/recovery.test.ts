import * as assert from "node:assert/strict";

import { ProviderRegistry } from "../../engine/provider-registry";
import type { Provider } from "../../engine/providers/provider";
import { recoverCreations } from "../../engine/recovery";
import type { PendingOperation, ResourceState } from "../../engine/state";

const PROVIDER = "urn:pulumi:dev::p::pulumi:providers:t::default";

function pending(name: string, rest: Partial<PendingOperation> = {}): PendingOperation {
    const resource: ResourceState = {
        urn: `urn:pulumi:dev::p::t:m:T::${name}`,
        type: "t:m:T",
        custom: true,
        inputs: { name },
        provider: `${PROVIDER}::id`,
        created: "2026-01-01T00:00:00.000Z",
    };
    return { resource, type: "creating", ...rest };
}

/** Has what the names say, complete or not. */
function registry(made: Record<string, boolean>): ProviderRegistry {
    const provider = {
        configure: () => Promise.resolve(),
        findInterrupted: ({ inputs }: { inputs: { name: string } }) =>
            Promise.resolve(inputs.name in made ? { id: inputs.name, complete: made[inputs.name] } : undefined),
        read: ({ id }: { id: string }) => Promise.resolve({ id, inputs: {}, outputs: { read: id } }),
    };
    const host = { log: () => undefined, directory: "/", cancelled: new AbortController().signal };
    const old: ResourceState = { urn: PROVIDER, type: "pulumi:providers:t", custom: true, id: "id", inputs: {} };
    return new ProviderRegistry({ t: () => provider as unknown as Provider }, host, () => old);
}

describe("recovery of interrupted creations", () => {
    it("takes what was made into the state, as the provider reads it", async () => {
        const snapshot = { resources: [], pendingOperations: [pending("volume")] };
        const { resources, unresolved } = await recoverCreations(snapshot, registry({ volume: true }));
        assert.deepEqual(unresolved, []);
        const [found] = resources;
        assert.deepEqual([found.id, found.outputs, found.taint], ["volume", { read: "volume" }, undefined]);
    });

    it("has what is only half made replaced", async () => {
        const snapshot = { resources: [], pendingOperations: [pending("container")] };
        const [half] = (await recoverCreations(snapshot, registry({ container: false }))).resources;
        assert.equal(half.taint, true);
        assert.equal(half.initErrors?.length, 1);
    });

    it("leaves to the user what the provider does not find, and what was not being created", async () => {
        const operations = [pending("nothing"), pending("volume", { type: "updating" })];
        const snapshot = { resources: [], pendingOperations: operations };
        const { resources, unresolved } = await recoverCreations(snapshot, registry({ volume: true }));
        assert.equal(resources, snapshot.resources);
        assert.deepEqual(unresolved, operations);
    });

    it("takes nothing in twice", async () => {
        const { resource } = pending("volume");
        const snapshot = { resources: [{ ...resource, id: "volume" }], pendingOperations: [pending("volume")] };
        const { resources } = await recoverCreations(snapshot, registry({ volume: true }));
        assert.equal(resources, snapshot.resources);
    });

    it("puts a replacement in the place of what was deleted ahead of it", async () => {
        const old: ResourceState = { ...pending("container").resource, id: "old", pendingReplacement: true };
        const snapshot = { resources: [old], pendingOperations: [pending("container")] };
        const { resources } = await recoverCreations(snapshot, registry({ container: false }));
        assert.deepEqual(
            resources.map(({ id, taint }) => [id, taint]),
            [["container", true]],
        );
    });

    it("has a replacement deleted whose predecessor is still in charge, as the update plans it anew", async () => {
        const old: ResourceState = { ...pending("volume").resource, id: "old", retainOnDelete: true };
        const operation = pending("volume");
        operation.resource.retainOnDelete = true;
        const snapshot = { resources: [old], pendingOperations: [operation] };
        const { resources } = await recoverCreations(snapshot, registry({ volume: true }));
        assert.deepEqual(
            resources.map(({ id, delete: goes, retainOnDelete }) => [id, goes, retainOnDelete]),
            [
                ["old", undefined, true],
                ["volume", true, undefined],
            ],
        );
    });
});

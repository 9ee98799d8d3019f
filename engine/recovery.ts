import type { ProviderRegistry } from "./provider-registry";
import { revealAll } from "./property";
import { markAllLike, protectSecrets } from "./secrets-marking";
import type { PendingOperation, ResourceState, Snapshot } from "./state";
import { isProviderType } from "./urn";

export interface Recovery {
    /** What interrupted creations had made, to be added to the state. */
    found: ResourceState[];
    /** Operations of which nobody can tell what came of them. */
    unresolved: PendingOperation[];
}

/**
 * An engine that is killed while a provider creates a resource leaves a pending operation behind, and perhaps the
 * resource. Pulumi asks the user which it is; here the provider is asked first, so that nothing is orphaned or made twice.
 */
export async function recoverCreations(snapshot: Snapshot, providers: ProviderRegistry): Promise<Recovery> {
    const known = new Set(snapshot.resources.map(({ urn, id }) => `${urn} ${id}`));
    const found: ResourceState[] = [];
    const unresolved: PendingOperation[] = [];
    for (const pending of snapshot.pendingOperations) {
        const resource = pending.type === "creating" ? await findCreated(pending.resource, providers) : undefined;
        if (resource === undefined) unresolved.push(pending);
        else if (!known.has(`${resource.urn} ${resource.id}`)) found.push(resource);
    }
    return { found, unresolved };
}

async function findCreated(resource: ResourceState, providers: ProviderRegistry): Promise<ResourceState | undefined> {
    if (isProviderType(resource.type) || !resource.created) return undefined;
    const provider = await providers.of(resource);
    const inputs = revealAll(resource.inputs ?? {});
    const made = await provider?.findInterrupted?.({ urn: resource.urn, inputs, since: resource.created });
    if (!provider || !made) return undefined;
    const read = await provider.read({ urn: resource.urn, id: made.id });
    if (!read.id) return undefined;
    const state = { ...resource, id: read.id, outputs: markAllLike(read.outputs, resource.inputs ?? {}) };
    protectSecrets(state, provider);
    if (made.complete) return state;
    return { ...state, taint: true, initErrors: ["the engine was interrupted while this was created"] };
}

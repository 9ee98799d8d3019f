import type { ProviderRegistry } from "./provider-registry";
import { revealAll } from "./property";
import { markAllLike, protectSecrets } from "./secrets-marking";
import type { PendingOperation, ResourceState, Snapshot } from "./state";
import { isProviderType } from "./urn";

export interface Recovery {
    /** The state's resources, with what interrupted creations had made among them. */
    resources: ResourceState[];
    /** Operations of which nobody can tell what came of them. */
    unresolved: PendingOperation[];
}

/**
 * An engine that is killed while a provider creates a resource leaves a pending operation behind, and perhaps the
 * resource. Pulumi asks the user which it is; here the provider is asked first, so that nothing is orphaned or made twice.
 */
export async function recoverCreations(snapshot: Snapshot, providers: ProviderRegistry): Promise<Recovery> {
    let { resources } = snapshot;
    const unresolved: PendingOperation[] = [];
    for (const pending of snapshot.pendingOperations) {
        const found = pending.type === "creating" ? await findCreated(pending.resource, providers) : undefined;
        if (found === undefined) unresolved.push(pending);
        else resources = withFound(resources, found);
    }
    return { resources, unresolved };
}

function withFound(resources: ResourceState[], found: ResourceState): ResourceState[] {
    const sameUrn = resources.filter(({ urn }) => urn === found.urn);
    if (sameUrn.some(({ id }) => id === found.id)) return resources;
    const current = sameUrn.find((resource) => !resource.delete);
    if (current === undefined) return [...resources, found];
    // The replacement of a resource that was deleted ahead of it takes its place.
    if (current.pendingReplacement) return [...resources.filter((resource) => resource !== current), found];
    // One that was to take over from a resource which is still in charge goes, as nobody has used it: the update plans it anew.
    const unused = { delete: true, retainOnDelete: undefined, taint: undefined, initErrors: undefined };
    return [...resources, { ...found, ...unused }];
}

async function findCreated(resource: ResourceState, providers: ProviderRegistry): Promise<ResourceState | undefined> {
    if (isProviderType(resource.type) || !resource.created) return undefined;
    const provider = await providers.of(resource);
    const inputs = revealAll(resource.inputs ?? {});
    const made = await provider?.findInterrupted?.({ urn: resource.urn, inputs, since: resource.created });
    if (!provider || !made) return undefined;
    const read = await provider.read({ urn: resource.urn, id: made.id });
    if (!read.id) return undefined;
    const outputs = markAllLike(read.outputs, resource.inputs ?? {}, provider.marksSecretsInLists);
    const state = { ...resource, id: read.id, outputs };
    protectSecrets(state, provider);
    if (made.complete) return state;
    return { ...state, taint: true, initErrors: ["the engine was interrupted while this was created"] };
}

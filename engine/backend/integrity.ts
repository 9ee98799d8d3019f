import type { ResourceState } from "../state";

/**
 * What makes a state unsound, if anything: a resource must come after all that it refers to, and a URN stands for one
 * live resource. Source: pkg/resource/deploy/snapshot.go in pulumi/pulumi.
 */
export function findIntegrityError(resources: ResourceState[]): string | undefined {
    const seen = new Set<string>();
    const live = new Set<string>();
    const providers = new Set<string>();
    for (const resource of resources) {
        const missing = references(resource).find(([, urn]) => !seen.has(urn));
        if (missing)
            return `resource ${resource.urn} refers to ${missing[0]} ${missing[1]}, which does not come before it`;
        if (resource.provider && !providers.has(resource.provider)) {
            return `resource ${resource.urn} refers to unknown provider ${resource.provider}`;
        }
        if (!resource.delete && live.has(resource.urn))
            return `duplicate resource ${resource.urn} (not marked for deletion)`;
        if (!resource.delete) live.add(resource.urn);
        seen.add(resource.urn);
        if (resource.type.startsWith("pulumi:providers:")) providers.add(`${resource.urn}::${resource.id ?? ""}`);
    }
    return undefined;
}

function references(resource: ResourceState): [string, string][] {
    const found: [string, string][] = (resource.dependencies ?? []).map((urn) => ["dependency", urn]);
    if (resource.parent) found.push(["parent", resource.parent]);
    if (resource.deletedWith) found.push(["deletedWith", resource.deletedWith]);
    for (const urns of Object.values(resource.propertyDependencies ?? {})) {
        found.push(...urns.map((urn): [string, string] => ["property dependency", urn]));
    }
    return found;
}

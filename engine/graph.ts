import type { ResourceState } from "./state";
import { parseProviderReference } from "./urn";

/** Every URN that a resource needs but for its parent: what it names, and its provider. */
export function referencedUrns(resource: ResourceState): Set<string> {
    const urns = new Set<string>(resource.dependencies);
    for (const list of Object.values(resource.propertyDependencies ?? {})) list.forEach((urn) => urns.add(urn));
    if (resource.deletedWith) urns.add(resource.deletedWith);
    resource.replaceWith?.forEach((urn) => urns.add(urn));
    if (resource.provider) urns.add(parseProviderReference(resource.provider).urn);
    return urns;
}

export function neededUrns(resource: ResourceState): string[] {
    return [...referencedUrns(resource), ...(resource.parent ? [resource.parent] : [])];
}

/** Dependencies among the resources of a snapshot. One URN may stand for several resources (a replaced one awaiting deletion). */
export class DependencyGraph {
    private readonly index = new Map<ResourceState, number>();
    private readonly byUrn = new Map<string, ResourceState[]>();
    private readonly childrenOf = new Map<string, ResourceState[]>();

    constructor(private readonly resources: ResourceState[]) {
        resources.forEach((resource, position) => {
            this.index.set(resource, position);
            append(this.byUrn, resource.urn, resource);
            if (resource.parent) append(this.childrenOf, resource.parent, resource);
        });
    }

    /** What the resource needs directly: its parent, provider and dependencies; a component stands for its children, too. */
    dependenciesOf(resource: ResourceState): Set<ResourceState> {
        const position = this.index.get(resource) ?? this.resources.length;
        const isEarlier = (other: ResourceState) => this.index.get(other)! < position;
        const found = new Set<ResourceState>();
        const addWithDescendants = (one: ResourceState) => {
            if (found.has(one)) return;
            found.add(one);
            if (!one.custom) this.childrenOf.get(one.urn)?.filter(isEarlier).forEach(addWithDescendants);
        };
        for (const urn of referencedUrns(resource)) this.byUrn.get(urn)?.filter(isEarlier).forEach(addWithDescendants);
        if (resource.parent)
            this.byUrn
                .get(resource.parent)
                ?.filter(isEarlier)
                .forEach((parent) => found.add(parent));
        return found;
    }

    /** Everything that depends on the resource, directly or not, in the order of the snapshot. */
    dependingOn(root: ResourceState, ignore: Set<string>, includeChildren = false): ResourceState[] {
        const dependents: ResourceState[] = [];
        const urns = new Set([root.urn]);
        for (const candidate of this.resources.slice((this.index.get(root) ?? -1) + 1)) {
            if (ignore.has(candidate.urn)) continue;
            const isChild = includeChildren && candidate.parent !== undefined && urns.has(candidate.parent);
            if (isChild || [...referencedUrns(candidate)].some((urn) => urns.has(urn))) {
                dependents.push(candidate);
                urns.add(candidate.urn);
            }
        }
        return dependents;
    }

    /** Everything that the resource needs, directly or not. */
    transitiveDependenciesOf(resource: ResourceState): Set<ResourceState> {
        const found = new Set<ResourceState>();
        const visit = (one: ResourceState) => {
            for (const dependency of this.dependenciesOf(one)) {
                if (found.has(dependency)) continue;
                found.add(dependency);
                visit(dependency);
            }
        };
        visit(resource);
        return found;
    }
}

function append(map: Map<string, ResourceState[]>, key: string, value: ResourceState): void {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
}

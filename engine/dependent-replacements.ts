import type { DependencyGraph } from "./graph";
import { applyReplaceOnChanges, isReplacement } from "./plan";
import { Properties, UNKNOWN } from "./property";
import type { DiffResult } from "./providers/provider";
import type { ResourceState } from "./state";
import { isProviderType, parseProviderReference } from "./urn";

export interface DependentReplacement {
    resource: ResourceState;
    /** The properties that force its replacement. */
    keys: string[];
}

type Diff = (resource: ResourceState, inputs: Properties) => Promise<DiffResult>;

/**
 * Everything that must be deleted before `root` can be, because losing `root` would replace it, too: what becomes of it
 * is found by asking its provider what a change of the inputs that come from `root` would mean.
 * Source: calculateDependentReplacements in step_generator.go.
 */
export async function dependentReplacements(
    root: ResourceState,
    graph: DependencyGraph,
    ignore: Set<string>,
    diff: Diff,
): Promise<DependentReplacement[]> {
    const lost = new Set([root.urn]);
    const found: DependentReplacement[] = [];
    for (const resource of graph.dependingOn(root, ignore)) {
        const keys = await keysThatReplace(resource, lost, diff);
        if (!keys) continue;
        found.push({ resource, keys });
        lost.add(resource.urn);
    }
    return found;
}

async function keysThatReplace(resource: ResourceState, lost: Set<string>, diff: Diff): Promise<string[] | undefined> {
    if (!resource.custom || resource.external) return undefined;
    if (resource.provider && lost.has(parseProviderReference(resource.provider).urn)) return [];
    if (resource.deletedWith && lost.has(resource.deletedWith)) return [];
    if (resource.replaceWith?.some((urn) => lost.has(urn))) return [];
    const affected = Object.entries(resource.propertyDependencies ?? {})
        .filter(([key, urns]) => resource.inputs && key in resource.inputs && urns.some((urn) => lost.has(urn)))
        .map(([key]) => key);
    if (affected.length === 0 || isProviderType(resource.type)) return undefined;
    const inputs = { ...resource.inputs, ...Object.fromEntries(affected.map((key) => [key, UNKNOWN])) };
    const change = applyReplaceOnChanges(await diff(resource, inputs), resource.replaceOnChanges ?? [], false);
    return isReplacement(change) ? change.replaces : undefined;
}

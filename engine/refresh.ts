import type { ResourceState } from "./state";
import type { Step } from "./step";
import type { StepsRunner } from "./steps-runner";
import type { Targets } from "./targets";

/** Reads every target; returns the state as it is found, without those that are gone and without references to them. */
export async function refreshAll(
    resources: ResourceState[],
    targets: Targets,
    runner: StepsRunner,
): Promise<ResourceState[]> {
    const steps = resources
        .filter((resource) => targets.include(resource))
        .map((old): Step => ({ op: "refresh", urn: old.urn, old, new: old, logical: false }));
    await runner.runParallel(steps);
    const byResource = new Map(steps.map((step) => [step.old!, step]));
    const kept = resources.filter((resource) => byResource.get(resource)?.refreshResult !== "delete");
    const urns = new Set(kept.map(({ urn }) => urn));
    return kept.map((resource) => withoutDangling(byResource.get(resource)?.new ?? resource, urns));
}

function withoutDangling(resource: ResourceState, urns: Set<string>): ResourceState {
    const result = { ...resource };
    const existing = (list: string[] | undefined) => list?.filter((urn) => urns.has(urn)) ?? [];
    const propertyDependencies = Object.entries(resource.propertyDependencies ?? {})
        .map(([key, list]) => [key, existing(list)] as const)
        .filter(([, list]) => list.length > 0);
    setUnlessEmpty(result, "dependencies", existing(resource.dependencies));
    setUnlessEmpty(result, "propertyDependencies", Object.fromEntries(propertyDependencies));
    if (resource.deletedWith && !urns.has(resource.deletedWith)) delete result.deletedWith;
    if (resource.parent && !urns.has(resource.parent)) delete result.parent;
    return result;
}

function setUnlessEmpty<Key extends "dependencies" | "propertyDependencies">(
    resource: ResourceState,
    key: Key,
    value: NonNullable<ResourceState[Key]>,
): void {
    if (Object.keys(value).length > 0) resource[key] = value;
    else Reflect.deleteProperty(resource, key);
}

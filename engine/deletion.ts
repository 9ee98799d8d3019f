import { DependencyGraph } from "./graph";
import { planDeletes, scheduleDeletes } from "./plan";
import type { Planner } from "./planner";
import type { ResourceState } from "./state";
import type { Step } from "./step";
import type { StepsRunner } from "./steps-runner";
import { isProviderType, matchesTarget, STACK_TYPE } from "./urn";

interface DeletionOptions {
    targets: string[];
    targetDependents: boolean;
    excludeProtected: boolean;
}

/** At the end of an update: what the program has no more, and what was replaced. */
export function deleteUnwanted(
    resources: ResourceState[],
    planner: Planner,
    runner: StepsRunner,
    options: DeletionOptions,
): Promise<void> {
    return runDeletes(resources, (resource) => planner.kept.has(resource.urn), planner, runner, options);
}

/** A destroy: everything, but for what is protected where the user wants to leave that, and what it needs. */
export function deleteAll(
    resources: ResourceState[],
    planner: Planner,
    runner: StepsRunner,
    options: DeletionOptions,
): Promise<void> {
    const spared = options.excludeProtected
        ? withDependencies(resources, (resource) => resource.protect === true)
        : undefined;
    return runDeletes(resources, (resource) => spared?.has(resource) === true, planner, runner, options);
}

async function runDeletes(
    resources: ResourceState[],
    isKept: (resource: ResourceState) => boolean,
    planner: Planner,
    runner: StepsRunner,
    options: DeletionOptions,
): Promise<void> {
    const targeted = targetedForDeletion(resources, options);
    const steps = planDeletes(resources, isKept).filter(
        (step) => !planner.alreadyDeleted.has(step.old!) && (!targeted || targeted.has(step.urn)),
    );
    steps.forEach((step) => planner.condemned.add(step.urn));
    const graph = new DependencyGraph(resources);
    for (const group of scheduleDeletes(steps, resources)) {
        if (runner.isStopped) return;
        const needed = neededByFailures(graph, runner.failed);
        await runner.runParallel(group.filter((step) => !needed.has(step.old!)));
    }
}

/** What failed to be deleted still needs its dependencies. */
function neededByFailures(graph: DependencyGraph, failed: Set<Step>): Set<ResourceState> {
    const needed = new Set<ResourceState>();
    for (const { old } of failed) if (old) graph.transitiveDependenciesOf(old).forEach((one) => needed.add(one));
    return needed;
}

function withDependencies(
    resources: ResourceState[],
    isRoot: (resource: ResourceState) => boolean,
): Set<ResourceState> {
    const graph = new DependencyGraph(resources);
    const roots = resources.filter(isRoot);
    return new Set([...roots, ...roots.flatMap((root) => [...graph.transitiveDependenciesOf(root)])]);
}

/** With `--target`: the URNs that may be deleted, which are the targets and whatever cannot be without them. */
function targetedForDeletion(
    resources: ResourceState[],
    { targets, targetDependents }: DeletionOptions,
): Set<string> | undefined {
    if (targets.length === 0) return undefined;
    const isTarget = (urn: string) => targets.some((pattern) => matchesTarget(pattern, urn));
    const graph = new DependencyGraph(resources);
    const allowed = new Set<string>();
    for (const resource of resources.filter(({ urn }) => isTarget(urn))) {
        allowed.add(resource.urn);
        for (const dependent of graph.dependingOn(resource, new Set(), true)) {
            const isImplied = dependent.type === STACK_TYPE || isProviderType(dependent.type);
            if (!isTarget(dependent.urn) && !targetDependents && !isImplied) {
                throw new Error(
                    `Resource '${dependent.urn}' will be destroyed but was not specified in --target list.\n` +
                        "Either include resource in --target list or pass --target-dependents to proceed.",
                );
            }
            allowed.add(dependent.urn);
        }
    }
    return allowed;
}

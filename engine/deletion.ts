import type { Diagnostics } from "./diagnostics";
import { DependencyGraph } from "./graph";
import { planDeletes, scheduleDeletes } from "./plan";
import type { Planner } from "./planner";
import { deletesUntargeted } from "./refusals";
import type { ResourceState } from "./state";
import type { Step } from "./step";
import type { StepsRunner } from "./steps-runner";
import { matchesTarget } from "./urn";

/** What a deletion works with. */
export interface DeletionContext {
    /** The state that the deployment started from. */
    resources: ResourceState[];
    planner: Planner;
    runner: StepsRunner;
    diagnostics: Diagnostics;
    options: { targets: string[]; targetDependents: boolean; preview: boolean; excludeProtected: boolean };
}

/** At the end of an update: what the program has no more, and what was replaced. */
export function deleteUnwanted(context: DeletionContext): Promise<void> {
    return runDeletes(context, ({ urn }) => context.planner.kept.has(urn));
}

/** A destroy: everything, but for what is protected where the user wants to leave that, and what it needs. */
export function deleteAll(context: DeletionContext): Promise<void> {
    const spared = context.options.excludeProtected
        ? withDependencies(context.resources, (resource) => resource.protect === true)
        : undefined;
    return runDeletes(context, (resource) => spared?.has(resource) === true);
}

async function runDeletes(
    { resources, planner, runner, diagnostics, options }: DeletionContext,
    isKept: (resource: ResourceState) => boolean,
): Promise<void> {
    const targeted = targetedForDeletion(resources, options.targets);
    const steps = planDeletes(resources, isKept).filter(
        (step) => !planner.alreadyDeleted.has(step.old!) && (!targeted || targeted.has(step.urn)),
    );
    if (!options.targetDependents && refusesUntargeted(steps, diagnostics, options.targets) && !options.preview) return;
    if (targeted) await runner.runChain(untargetedSteps(resources, targeted, planner));
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
function targetedForDeletion(resources: ResourceState[], targets: string[]): Set<string> | undefined {
    if (targets.length === 0) return undefined;
    const graph = new DependencyGraph(resources);
    const roots = resources.filter(({ urn }) => targets.some((pattern) => matchesTarget(pattern, urn)));
    const dependents = roots.flatMap((root) => graph.dependingOn(root, new Set(), true));
    return new Set([...roots, ...dependents].map(({ urn }) => urn));
}

function refusesUntargeted(steps: Step[], diagnostics: Diagnostics, targets: string[]): boolean {
    if (targets.length === 0) return false;
    const untargeted = steps.filter(({ urn }) => !targets.some((pattern) => matchesTarget(pattern, urn)));
    for (const { urn } of untargeted) diagnostics.error(deletesUntargeted(urn), urn);
    return untargeted.length > 0;
}

/** What stays because it is no target, though the program did not ask for it. */
function untargetedSteps(resources: ResourceState[], targeted: Set<string>, planner: Planner): Step[] {
    return resources
        .filter(({ urn, delete: isOld }) => !isOld && !targeted.has(urn) && !planner.kept.has(urn))
        .map((old) => ({ op: "same", urn: old.urn, old, new: { ...old, id: undefined }, logical: true }));
}

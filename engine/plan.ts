import { DependencyGraph } from "./graph";
import { containsUnknown, equal, reveal } from "./property";
import { contains, parsePath } from "./property-path";
import type { DiffResult } from "./providers/provider";
import type { ResourceState } from "./state";
import type { Step } from "./step";

/** What is to be done about resources, and nothing that does it. Source: step_generator.go in pulumi/pulumi. */

export const NO_DIFF: DiffResult = {
    changes: false,
    diffs: [],
    replaces: [],
    detailedDiff: {},
    deleteBeforeReplace: false,
    stables: [],
};

/** The path of `replaceOnChanges` that stands for a resource whose creation did not finish. */
const INIT_ERROR_KEY = "#initerror";

/** Turns the changes that the program's `replaceOnChanges` names into ones that replace. */
export function applyReplaceOnChanges(
    diff: DiffResult,
    replaceOnChanges: string[],
    hasInitErrors: boolean,
): DiffResult {
    if (!diff.changes && !hasInitErrors) return diff;
    const paths = replaceOnChanges.map(parsePath);
    const isNamed = (text: string) => paths.some((path) => contains(path, parsePath(text)));
    const detailedDiff = Object.fromEntries(
        Object.entries(diff.detailedDiff).map(([path, one]) => {
            const forced = isNamed(path) && !one.diffKind.endsWith("-replace");
            return [path, forced ? ({ ...one, diffKind: `${one.diffKind}-replace` } as typeof one) : one];
        }),
    );
    const replaces = [...new Set([...diff.replaces, ...diff.diffs.filter(isNamed)])];
    if (hasInitErrors && isNamed(INIT_ERROR_KEY)) {
        replaces.push(INIT_ERROR_KEY);
        detailedDiff[INIT_ERROR_KEY] = { diffKind: "update-replace", inputDiff: false };
        return { ...diff, changes: true, replaces, detailedDiff };
    }
    return { ...diff, replaces, detailedDiff };
}

export function isReplacement(diff: DiffResult): boolean {
    return (
        diff.replaces.length > 0 || Object.values(diff.detailedDiff).some((one) => one.diffKind.endsWith("-replace"))
    );
}

export type Action = "same" | "update" | "replace";

/** Whether a resource's `replacementTrigger` is another; a resource that had none, or has none now, is not replaced for it. */
export function isTriggered(old: ResourceState, fresh: ResourceState): boolean {
    const [was, is] = [old.replacementTrigger, fresh.replacementTrigger].map((one) => reveal(one ?? null));
    if (containsUnknown(was) || containsUnknown(is)) return true;
    return was !== null && is !== null && !equal(was, is);
}

/** What to do with a resource that exists already. */
export function decide(old: ResourceState, diff: DiffResult, triggered = false): Action {
    if (triggered || old.pendingReplacement || (diff.changes && isReplacement(diff))) return "replace";
    return diff.changes || old.initErrors?.length ? "update" : "same";
}

/** A resource that exists already and becomes one of the stack's, perhaps in the place of another. */
export function adopt(old: ResourceState | undefined, fresh: ResourceState, deletedAhead: boolean): Step[] {
    const { urn } = fresh;
    if (!old || deletedAhead) return [{ op: "import", urn, new: fresh, logical: true }];
    return [
        { op: "import-replacement", urn, old, new: fresh, logical: true },
        { op: "replace", urn, old, new: fresh, logical: true },
    ];
}

/** A resource that somebody else manages; one of our own with another ID gives way to it. */
export function read(old: ResourceState | undefined, fresh: ResourceState): Step[] {
    const { urn } = fresh;
    if (!old || old.external || old.id === fresh.id) return [{ op: "read", urn, old, new: fresh, logical: true }];
    return [
        { op: "read-replacement", urn, old, new: fresh, logical: false },
        { op: "replace", urn, old, new: fresh, logical: true },
    ];
}

/** A replacement that creates first; the deletion follows when everything else has succeeded. */
export function replaceByCreatingFirst(old: ResourceState, fresh: ResourceState, diff: DiffResult): Step[] {
    const why = reasons(diff);
    return [
        { op: "create-replacement", urn: fresh.urn, old, new: fresh, logical: false, deletesOldLater: true, ...why },
        { op: "replace", urn: fresh.urn, old, new: fresh, logical: true, ...why },
    ];
}

/** A replacement that deletes first, along with everything that cannot do without the old resource. */
export function replaceByDeletingFirst(
    old: ResourceState,
    fresh: ResourceState,
    diff: DiffResult,
    dependents: ResourceState[],
): Step[] {
    const why = reasons(diff);
    const condemned = old.pendingReplacement ? dependents : [old, ...dependents];
    return [
        ...[...condemned].reverse().map(deletionForReplacement),
        { op: "replace", urn: fresh.urn, old, new: fresh, logical: true, ...why },
        { op: "create-replacement", urn: fresh.urn, old, new: fresh, logical: false, ...why },
    ];
}

/** The second half, for a resource that was deleted as a dependent of another. */
export function recreate(old: ResourceState, fresh: ResourceState, keys: string[]): Step[] {
    return [
        { op: "replace", urn: fresh.urn, old, new: fresh, logical: true },
        { op: "create-replacement", urn: fresh.urn, old, new: fresh, logical: false, ...(keys.length > 0 && { keys }) },
    ];
}

export function update(old: ResourceState, fresh: ResourceState, diff: DiffResult, ignoreChanges: string[]): Step {
    return { op: "update", urn: fresh.urn, old, new: fresh, logical: true, ignoreChanges, ...reasons(diff) };
}

function reasons(diff: DiffResult): Pick<Step, "keys" | "diffs" | "detailedDiff"> {
    return {
        ...(diff.replaces.length > 0 && { keys: [...diff.replaces] }),
        ...(diff.diffs.length > 0 && { diffs: diff.diffs }),
        ...(Object.keys(diff.detailedDiff).length > 0 && { detailedDiff: diff.detailedDiff }),
    };
}

function deletionForReplacement(old: ResourceState): Step {
    return old.delete
        ? { op: "delete", urn: old.urn, old, logical: true }
        : { op: "delete-replaced", urn: old.urn, old, logical: false, pendingReplacement: true };
}

/** Deletions of what the program no longer has, and of what was replaced. */
export function planDeletes(resources: ResourceState[], isKept: (resource: ResourceState) => boolean): Step[] {
    return resources
        .filter((resource) => resource.delete || !isKept(resource))
        .map((old) => {
            if (old.delete) {
                return { op: old.external ? "discard-replaced" : "delete-replaced", urn: old.urn, old, logical: false };
            }
            if (old.pendingReplacement) return { op: "remove-pending-replace", urn: old.urn, old, logical: false };
            return { op: old.external ? "discard" : "delete", urn: old.urn, old, logical: true };
        });
}

/** Groups of deletions, to be done one group after the other: dependents before what they depend on. */
export function scheduleDeletes(steps: Step[], resources: ResourceState[]): Step[][] {
    const graph = new DependencyGraph(resources);
    const waiting = new Map(steps.map((step) => [step.old!, step]));
    const dependencies = new Map(steps.map((step) => [step.old!, graph.dependenciesOf(step.old!)]));
    const groups: Step[][] = [];
    while (waiting.size > 0) {
        const group = [...waiting].filter(
            ([resource]) => ![...dependencies.get(resource)!].some((one) => waiting.has(one)),
        );
        group.forEach(([resource]) => waiting.delete(resource));
        groups.unshift(group.map(([, step]) => step));
    }
    return groups;
}

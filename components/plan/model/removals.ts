import { Preview, PreviewedState, PreviewedStep } from "./preview";

/** A resource that an update or a destroy deletes, as it was in the state: what deletes it goes by that. */
export interface Removal {
    urn: string;
    state: PreviewedState;
    /** What takes its place, under the same URN. */
    replacement?: PreviewedState;
    replaceKeys: string[];
    /** Whether the engine forgets it only. */
    isRetained: boolean;
}

const REMOVING = ["delete", "delete-replaced", "replace"];

/**
 * Every resource of a preview that goes, once: an event log tells of a replacement in three steps, `preview --json` in one, and
 * what an earlier update could not delete any more goes too.
 */
export function removalsOf(preview: Preview): Removal[] {
    const removals = new Map<string, Removal>();
    for (const { op, urn, old, new: replacement, replaceKeys } of preview.steps) {
        if (!REMOVING.includes(op) || old === undefined) continue;
        const key = JSON.stringify([urn, old.id]);
        const known = removals.get(key);
        removals.set(key, {
            urn,
            state: old,
            replacement: op === "replace" ? replacement : known?.replacement,
            replaceKeys: replaceKeys.length > 0 ? replaceKeys : (known?.replaceKeys ?? []),
            isRetained: old.retainOnDelete === true,
        });
    }
    return [...removals.values()];
}

/** The steps that leave a resource where it is. */
export function keptBy(preview: Preview): PreviewedStep[] {
    return preview.steps.filter(({ op }) => ["same", "create", "update", "import"].includes(op));
}

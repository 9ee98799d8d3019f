import type { Operation } from "./events";
import type { PropertyDiff } from "./providers/provider";
import type { ResourceState } from "./state";

/** One thing to do with one resource. Source: pkg/resource/deploy/step.go in pulumi/pulumi. */
export interface Step {
    op: Operation;
    urn: string;
    old?: ResourceState;
    new?: ResourceState;
    /** Counted in the summary; the parts of a replacement are not, but for the replacement itself. */
    logical: boolean;
    /** Why it happens: what forces the replacement, what changed, and how. */
    keys?: string[];
    diffs?: string[];
    detailedDiff?: Record<string, PropertyDiff>;
    ignoreChanges?: string[];
    /** For `create-replacement`: the old resource is deleted at the end of the update. */
    deletesOldLater?: boolean;
    /** For `delete-replaced`: the old resource stays in the state, as deleted, until the new one is there. */
    pendingReplacement?: boolean;
    /** For `same`: a new resource that `--target` leaves out; it does not come to be. */
    skippedCreate?: boolean;
    /** For `refresh`: what reading it showed. */
    refreshResult?: "same" | "update" | "delete";
}

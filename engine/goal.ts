import type { Properties, PropertyValue } from "./property";
import type { ResourceState } from "./state";

/** What the program wants: one call of `registerResource`, in plain words. */
export interface Goal {
    type: string;
    name: string;
    custom: boolean;
    inputs: Properties;
    parent?: string;
    /** A provider reference; without it the default provider of the package, in this version, is used. */
    provider?: string;
    version: string;
    pluginDownloadUrl?: string;
    dependencies: string[];
    propertyDependencies: Record<string, string[]>;
    protect?: boolean;
    retainOnDelete?: boolean;
    deleteBeforeReplace?: boolean;
    ignoreChanges: string[];
    replaceOnChanges: string[];
    additionalSecretOutputs: string[];
    aliases: Alias[];
    importId?: string;
    customTimeouts?: ResourceState["customTimeouts"];
    deletedWith?: string;
    replaceWith: string[];
    /** The resource is replaced when this is another than it was. */
    replacementTrigger?: PropertyValue;
    hideDiff: string[];
    sourcePosition?: string;
    stackTrace?: { sourcePosition?: string }[];
}

/** The options of a registration about which nothing was said. */
export const NO_OPTIONS = {
    dependencies: [],
    propertyDependencies: {},
    ignoreChanges: [],
    replaceOnChanges: [],
    additionalSecretOutputs: [],
    aliases: [],
    replaceWith: [],
    hideDiff: [],
} satisfies Partial<Goal>;

/** An earlier identity of a resource: a URN, or what differs from the present one. */
export interface Alias {
    urn?: string;
    name?: string;
    type?: string;
    stack?: string;
    project?: string;
    parent?: string;
    noParent?: boolean;
}

/** One call of `readResource`: a resource that this stack only looks at. */
export type ReadGoal = Pick<
    Goal,
    "type" | "name" | "inputs" | "parent" | "provider" | "version" | "dependencies" | "additionalSecretOutputs"
> &
    Pick<Goal, "sourcePosition" | "stackTrace"> & { id: string };

const OPTIONAL_LISTS = [
    "dependencies",
    "ignoreChanges",
    "replaceOnChanges",
    "additionalSecretOutputs",
    "replaceWith",
    "hideDiff",
] as const;

/** The state that a resource will have when the goal is reached; empty options are left out, as Pulumi does. */
export function stateOf(
    goal: Goal,
    urn: string,
    provider: string | undefined,
    old: ResourceState | undefined,
): ResourceState {
    const state: ResourceState = { urn, custom: goal.custom, type: goal.type, inputs: goal.inputs };
    if (goal.parent) state.parent = goal.parent;
    if (goal.protect) state.protect = true;
    for (const key of OPTIONAL_LISTS) if (goal[key].length > 0) state[key] = goal[key];
    if (provider) state.provider = provider;
    if (Object.keys(goal.propertyDependencies).length > 0) state.propertyDependencies = goal.propertyDependencies;
    if (goal.customTimeouts) state.customTimeouts = goal.customTimeouts;
    if (goal.importId) state.importID = goal.importId;
    if (goal.retainOnDelete) state.retainOnDelete = true;
    if (goal.deletedWith) state.deletedWith = goal.deletedWith;
    if (goal.replacementTrigger !== undefined) state.replacementTrigger = goal.replacementTrigger;
    if (old?.created) state.created = old.created;
    if (old?.modified) state.modified = old.modified;
    if (goal.sourcePosition) state.sourcePosition = goal.sourcePosition;
    if (goal.stackTrace?.length) state.stackTrace = goal.stackTrace;
    return state;
}

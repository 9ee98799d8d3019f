import { Properties, PropertyValue } from "./property";

/** One resource as checkpoint version 3 keeps it. Source: apitype.ResourceV3 in pulumi/pulumi. Secrets are in the clear here. */
export interface ResourceState {
    urn: string;
    custom: boolean;
    delete?: boolean;
    id?: string;
    type: string;
    inputs?: Properties;
    outputs?: Properties;
    parent?: string;
    protect?: boolean;
    taint?: boolean;
    external?: boolean;
    dependencies?: string[];
    initErrors?: string[];
    /** `<provider urn>::<provider id>` */
    provider?: string;
    propertyDependencies?: Record<string, string[]>;
    pendingReplacement?: boolean;
    additionalSecretOutputs?: string[];
    aliases?: string[];
    customTimeouts?: { create?: number; update?: number; delete?: number };
    importID?: string;
    retainOnDelete?: boolean;
    deletedWith?: string;
    replaceWith?: string[];
    created?: string;
    modified?: string;
    sourcePosition?: string;
    stackTrace?: { sourcePosition?: string }[];
    ignoreChanges?: string[];
    hideDiff?: string[];
    replaceOnChanges?: string[];
    replacementTrigger?: PropertyValue;
    refreshBeforeUpdate?: boolean;
    viewOf?: string;
    resourceHooks?: Record<string, string[]>;
}

export interface PendingOperation {
    resource: ResourceState;
    type: "creating" | "updating" | "deleting" | "reading" | "importing";
}

/** The state of a stack; resources in an order in which each comes after what it depends on. */
export interface Snapshot {
    resources: ResourceState[];
    pendingOperations: PendingOperation[];
}

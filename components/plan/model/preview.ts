import { typeOf } from "../../model/urns";

/** A resource before or after a step, as events and `preview --json` show it: secrets are `[secret]`. */
export interface PreviewedState {
    urn: string;
    type: string;
    id?: string;
    parent?: string;
    provider?: string;
    retainOnDelete?: boolean;
    inputs?: Record<string, unknown>;
    outputs?: Record<string, unknown>;
}

/** One thing that an engine means to do with one resource. */
export interface PreviewedStep {
    op: string;
    urn: string;
    old?: PreviewedState;
    new?: PreviewedState;
    /** The properties that force a replacement. */
    replaceKeys: string[];
}

/** What a preview of `up` or `destroy` says, in whichever of Pulumi's two formats it was written. */
export interface Preview {
    config: Record<string, string>;
    steps: PreviewedStep[];
}

/** What stands where a value will be known only in the update. Source: UnknownStringValue in pulumi/pulumi. */
export const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** What stands where a value is secret. */
export const SECRET_VALUE = "[secret]";

/** A text that a preview knows and shows; nothing for one that is secret or known only later. */
export function knownText(value: unknown): string | undefined {
    return typeof value === "string" && value !== UNKNOWN_VALUE && value !== SECRET_VALUE ? value : undefined;
}

/** The type of the component that a resource belongs to. */
export function parentTypeOf(state: PreviewedState | undefined): string {
    return typeOf(state?.parent ?? "");
}

import { Properties, PropertyValue } from "../../property";

/**
 * A resource type's schema as data: attributes by their Terraform name, as terraform-provider-docker 4.5.0 declares them.
 * What the bridge makes of it (Pulumi names, defaults, flattening, plans, differences) is generic and reads this.
 */
export interface Attribute {
    readonly type: "string" | "number" | "boolean" | "list" | "set" | "map";
    /** The attributes of a list's or set's elements; strings when absent. */
    readonly block?: Block;
    /** The Pulumi name, where it is not the Terraform name in camel case. */
    readonly pulumiName?: string;
    readonly required?: true;
    /** Nobody can set it. */
    readonly readOnly?: true;
    /** Docker chooses the value when the program does not. */
    readonly computed?: true;
    /** A change replaces the resource. */
    readonly forceNew?: true;
    /** At most one element: Pulumi sees the element itself, or null. */
    readonly single?: true;
    /** Pulumi makes a name up when there is none. */
    readonly autoName?: true;
    readonly default?: string | number | boolean;
    /** Says what is wrong with a value, if anything. */
    readonly validate?: (value: PropertyValue) => string | undefined;
    /** An empty string means "leave it as it is". */
    readonly emptyIsNoChange?: true;
    /** What is kept of a value, where that is not the value itself. */
    readonly normalize?: (value: string) => string;
    readonly conflictsWith?: readonly string[];
    /** This engine does not set it: a program that does is told so. */
    readonly unsupported?: true;
}

export type Block = Readonly<Record<string, Attribute>>;

export function pulumiName(terraformName: string, attribute: Attribute): string {
    return attribute.pulumiName ?? terraformName.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The Terraform name that Pulumi would guess without a schema. */
export function guessTerraformName(name: string): string {
    return name.replace(/[A-Z]/g, (letter) => "_" + letter.toLowerCase());
}

export function findByPulumiName(block: Block, name: string): [string, Attribute] | undefined {
    return Object.entries(block).find(([key, attribute]) => pulumiName(key, attribute) === name);
}

export function isCollection(attribute: Attribute): boolean {
    return attribute.type === "list" || attribute.type === "set";
}

/** A nested block, as opposed to an attribute: never null in a configuration, but empty. */
export function isBlock(attribute: Attribute): boolean {
    return attribute.block !== undefined && !attribute.readOnly;
}

/** Attributes by Terraform name; a single-element collection is an array here, and an unknown value is `UNKNOWN`. */
export type TerraformObject = Properties;

export const LABELS: Block = {
    label: { type: "string", required: true, forceNew: true },
    value: { type: "string", required: true, forceNew: true },
};

import { isObject, PropertyValue, UNKNOWN } from "../../property";
import { Attribute } from "./schema";

/** The bytes that Terraform's type system (cty) orders the elements of a set by. */
function orderKey(value: PropertyValue | undefined): string {
    if (value === UNKNOWN) return "?";
    if (value === null || value === undefined) return "~";
    if (typeof value === "boolean") return value ? "T" : "F";
    if (typeof value === "number") return String(value);
    if (typeof value === "string") return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map((one) => orderKey(one) + ";").join("")}]`;
    const keys = Object.keys(value).sort();
    return `<${keys.map((key) => orderKey(value[key]) + ";").join("")}>`;
}

/** Maps are written otherwise than objects; only the schema tells them apart. */
function elementKey(attribute: Attribute, element: PropertyValue): string {
    if (attribute.block === undefined || !isObject(element)) return orderKey(element);
    const { block } = attribute;
    const parts = Object.keys(block)
        .sort()
        .map((key) => {
            const value = element[key];
            if (block[key].type === "map" && isObject(value)) {
                const entries = Object.keys(value).sort();
                return `{${entries.map((one) => `${orderKey(one)}:${orderKey(value[one])};`).join("")}}`;
            }
            if (block[key].block !== undefined && Array.isArray(value)) {
                return `[${value.map((one) => elementKey(block[key], one) + ";").join("")}]`;
            }
            return orderKey(value);
        });
    return `<${parts.map((part) => part + ";").join("")}>`;
}

/** A set's elements once each, in the order in which Terraform keeps them (and so Pulumi's state shows them). */
export function sortSet(attribute: Attribute, elements: PropertyValue[]): PropertyValue[] {
    const keyed = new Map(elements.map((element) => [elementKey(attribute, element), element]));
    const compare = attribute.block === undefined ? compareStrings : compareBytes;
    return [...keyed].sort(([left], [right]) => compare(left, right)).map(([, element]) => element);
}

function compareStrings(left: string, right: string): number {
    if (left === "?" || right === "?") return left === right ? 0 : left === "?" ? 1 : -1;
    return compareBytes(JSON.parse(left) as string, JSON.parse(right) as string);
}

function compareBytes(left: string, right: string): number {
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

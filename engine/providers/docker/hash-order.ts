import { crc32 } from "node:zlib";
import { isObject, Properties, PropertyValue } from "../../property";
import { Attribute, Block } from "./schema";
import { plain } from "./values";

/** The string that Terraform's SDK hashes a value of a set by. Source: helper/schema/serialize.go. */
function serialize(attribute: Attribute, value: PropertyValue | undefined): string {
    switch (attribute.type) {
        case "boolean":
            return value === true ? "1;" : "0;";
        case "number":
            return `${typeof value === "number" ? value : 0};`;
        case "string":
            return `${typeof value === "string" ? value : ""};`;
        case "map": {
            const entries = isObject(value) ? value : {};
            const keys = Object.keys(entries).sort();
            return `[${keys.map((key) => `${key}:${plain(entries[key])};`).join("")}];`;
        }
        default: {
            const list = Array.isArray(value) ? value : [];
            const members = attribute.type === "set" ? hashOrdered(attribute.block, list) : list;
            const inner = members.map((one) => serializeElement(attribute.block, one)).join("");
            return attribute.type === "set" ? `{${inner}};` : `(${inner});`;
        }
    }
}

function serializeBlock(block: Block, element: Properties): string {
    const keys = Object.keys(block)
        .filter((key) => !block[key].readOnly)
        .sort();
    return keys.map((key) => `${key}:${serialize(block[key], element[key])}`).join("");
}

function serializeElement(block: Block | undefined, element: PropertyValue): string {
    if (block === undefined) return serialize({ type: "string" }, element);
    return `<${serializeBlock(block, isObject(element) ? element : {})}>;`;
}

function hashKey(block: Block | undefined, element: PropertyValue): string {
    const bytes = block !== undefined && isObject(element) ? serializeBlock(block, element) : plain(element);
    return String(crc32(bytes));
}

/** The elements of a set in the order in which the Terraform provider hands them to Docker. */
export function hashOrdered<T extends PropertyValue>(block: Block | undefined, elements: readonly T[]): T[] {
    const keyed = elements.map((element) => ({ key: hashKey(block, element), element }));
    return keyed.sort((left, right) => (left.key < right.key ? -1 : 1)).map(({ element }) => element);
}

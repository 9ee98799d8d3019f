import { isObject, Properties, PropertyValue, UNKNOWN } from "../../property";
import { Attribute, Block, findByPulumiName, guessTerraformName, isBlock, isCollection, pulumiName } from "./schema";
import { TerraformObject } from "./schema";
import { sortSet } from "./set-order";
import { entry } from "./values";

/** The list of default-filled properties that the bridge keeps beside an object's inputs. */
export const DEFAULTS = "__defaults";
export const RESERVED = new Set([DEFAULTS, "__meta", "__pulumi_raw_state_delta"]);

function scalar(attribute: Attribute, value: PropertyValue): PropertyValue {
    if (value === null || value === UNKNOWN) return value;
    switch (attribute.type) {
        case "string":
            return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
        case "number":
            return typeof value === "string" && /^-?\d+$/.test(value)
                ? Number(value)
                : typeof value === "number"
                  ? Math.trunc(value)
                  : value;
        case "boolean":
            return value === "true" ? true : value === "false" ? false : value;
        default:
            return value;
    }
}

function elements(attribute: Attribute, value: PropertyValue): PropertyValue {
    const list = Array.isArray(value) ? value : [value];
    const converted = list.map((one) => {
        if (attribute.block === undefined) return scalar({ type: "string" }, one);
        return isObject(one) ? fromPulumi(attribute.block, one) : one;
    });
    return converted;
}

function attributeFromPulumi(attribute: Attribute, value: PropertyValue): PropertyValue {
    if (value === UNKNOWN) return value;
    if (value === null) return isCollection(attribute) && attribute.single ? [] : null;
    if (isCollection(attribute)) return elements(attribute, value);
    return scalar(attribute, value);
}

/** Pulumi's view of an object in Terraform's names and shapes; keys that the schema does not have keep a guessed name. */
export function fromPulumi(block: Block, properties: Properties): TerraformObject {
    const result: TerraformObject = {};
    for (const [key, value] of Object.entries(properties)) {
        if (RESERVED.has(key)) continue;
        const found = findByPulumiName(block, key);
        if (found === undefined) result[guessTerraformName(key)] = value;
        else result[found[0]] = attributeFromPulumi(found[1], value);
    }
    return result;
}

function complete(attribute: Attribute, value: PropertyValue | undefined): PropertyValue {
    if (value === UNKNOWN) return value;
    if (value === undefined || value === null) return isBlock(attribute) ? [] : null;
    if (isCollection(attribute)) {
        const list = (Array.isArray(value) ? value : []).map((one) =>
            attribute.block !== undefined && isObject(one) ? completeObject(attribute.block, one) : one,
        );
        return attribute.type === "set" ? sortSet(attribute, list) : list;
    }
    if (attribute.type === "map" && isObject(value)) {
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, scalar({ type: "string" }, one)]));
    }
    return value;
}

/** Every attribute of the schema and no other: null where there is no value, empty where a block is missing. */
export function completeObject(block: Block, object: TerraformObject): TerraformObject {
    return Object.fromEntries(Object.entries(block).map(([key, attribute]) => [key, complete(attribute, object[key])]));
}

function attributeToPulumi(attribute: Attribute, value: PropertyValue): PropertyValue {
    if (value === null || value === UNKNOWN || !isCollection(attribute) || !Array.isArray(value)) return value;
    const { block } = attribute;
    const list = value.map((one) => (block !== undefined && isObject(one) ? toPulumi(block, one) : one));
    return attribute.single ? (list[0] ?? null) : list;
}

/** Terraform's view of an object in Pulumi's names and shapes. */
export function toPulumi(block: Block, object: TerraformObject): Properties {
    const result: Properties = {};
    for (const [key, value] of Object.entries(object)) {
        const attribute = entry(block, key);
        if (RESERVED.has(key)) result[key] = value;
        else if (attribute === undefined) result[pulumiName(key, { type: "string" })] = value;
        else result[pulumiName(key, attribute)] = attributeToPulumi(attribute, value);
    }
    return result;
}

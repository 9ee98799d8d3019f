import { equal, isObject, Properties, PropertyValue } from "../../property";
import { DEFAULTS } from "./convert";
import { Attribute, Block, findByPulumiName } from "./schema";
import { entry } from "./values";

interface Extracted {
    readonly value: PropertyValue;
    /** Whether it is still what a default made it. */
    readonly unchanged: boolean;
}

function elementAttribute(attribute: Attribute | undefined): Attribute | undefined {
    return attribute?.block === undefined ? undefined : { type: "map", block: attribute.block };
}

function refresh(input: PropertyValue, output: PropertyValue, attribute: Attribute | undefined): Extracted {
    if (Array.isArray(input) && Array.isArray(output)) {
        const element = elementAttribute(attribute);
        const pairs = attribute?.type === "set" ? matchElements(input, output) : input.map((_, index) => index);
        const parts = input.flatMap((one, index) => {
            const other = pairs[index] === undefined ? undefined : output[pairs[index]];
            return other === undefined ? [] : [refresh(one, other, element)];
        });
        const unchanged = parts.length === input.length && parts.every((one) => one.unchanged);
        return { value: parts.map((one) => one.value), unchanged };
    }
    if (isObject(input) && isObject(output)) return refreshObject(input, output, attribute?.block);
    if (typeof input === "string" && typeof output === "string" && attribute?.normalize) {
        return { value: input, unchanged: attribute.normalize(input) === output };
    }
    return { value: output, unchanged: equal(input, output) };
}

function likeness(left: PropertyValue, right: PropertyValue): number {
    if (!isObject(left) || !isObject(right)) return 0;
    const shared = Object.keys(left).filter((key) => key in right);
    return shared.reduce((sum, key) => sum + (equal(left[key], right[key]) ? 3 : 1), 0);
}

/** For each element of a set, where its likest counterpart is; strings stay where they are. */
function matchElements(left: PropertyValue[], right: PropertyValue[]): (number | undefined)[] {
    if (![...left, ...right].every(isObject)) return left.map((_, index) => index);
    const pairs = left.flatMap((one, from) => right.map((other, to) => ({ from, to, likeness: likeness(one, other) })));
    const result = new Array<number | undefined>(left.length).fill(undefined);
    for (const { from, to } of pairs.sort((one, other) => other.likeness - one.likeness)) {
        if (result[from] === undefined && !result.includes(to)) result[from] = to;
    }
    return result;
}

function refreshObject(inputs: Properties, outputs: Properties, block: Block | undefined): Extracted {
    const oldDefaults = inputs[DEFAULTS];
    const defaults = new Set(Array.isArray(oldDefaults) ? oldDefaults.map(String) : []);
    const value: Properties = {};
    let unchanged = true;
    for (const [key, input] of Object.entries(inputs)) {
        const output = entry(outputs, key);
        const attribute = block === undefined ? undefined : findByPulumiName(block, key)?.[1];
        const part = output === undefined ? undefined : refresh(input, output, attribute);
        if (part !== undefined) value[key] = part.value;
        if (part?.unchanged) continue;
        unchanged = false;
        defaults.delete(key);
    }
    if (!Array.isArray(oldDefaults)) return { value, unchanged: true };
    if (defaults.size > 0) value[DEFAULTS] = [...defaults].sort();
    return { value, unchanged };
}

/** After a refresh: the inputs that there were, with the values that Docker has now. */
export function refreshedInputs(block: Block, inputs: Properties, outputs: Properties): Properties {
    return refreshObject(inputs, outputs, block).value as Properties;
}

function isZero(value: PropertyValue): boolean {
    if (Array.isArray(value)) return value.length === 0;
    if (isObject(value)) return Object.keys(value).every((key) => key === DEFAULTS);
    return value === null || value === false || value === 0 || value === "";
}

function adopt(attribute: Attribute, value: PropertyValue): PropertyValue {
    const { block } = attribute;
    if (Array.isArray(value)) {
        return block === undefined ? value : value.map((one) => (isObject(one) ? adoptedInputs(block, one) : one));
    }
    if (!isObject(value)) return value;
    return block === undefined ? { ...value, [DEFAULTS]: [] } : adoptedInputs(block, value);
}

/** After an import: every input that is worth stating, from what Docker has. */
export function adoptedInputs(block: Block, outputs: Properties): Properties {
    const result: Properties = {};
    for (const [key, output] of Object.entries(outputs)) {
        const attribute = findByPulumiName(block, key)?.[1];
        if (attribute === undefined || attribute.readOnly) continue;
        const value = adopt(attribute, output);
        const negligible = attribute.default === undefined ? isZero(value) : value === attribute.default;
        if (attribute.required || !negligible) result[key] = value;
    }
    return { ...result, [DEFAULTS]: [] };
}

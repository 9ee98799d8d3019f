import { isObject, Properties, PropertyValue } from "../../property";
import { Attribute, Block } from "./schema";
import { entry } from "./values";

/** What Terraform's SDK takes for no value of a type. */
export function zero(attribute: Attribute): PropertyValue {
    switch (attribute.type) {
        case "string":
            return "";
        case "number":
            return 0;
        case "boolean":
            return false;
        case "map":
            return {};
        default:
            return [];
    }
}

/** The element of a set as Terraform's SDK stores it: zero values in place of nulls, all the way down. */
export function withZeros(block: Block, element: Properties): Properties {
    return Object.fromEntries(
        Object.entries(block).map(([key, attribute]): [string, PropertyValue] => {
            const value = element[key] ?? zero(attribute);
            const { block: inner } = attribute;
            if (inner === undefined || !Array.isArray(value)) return [key, value];
            return [key, value.map((one) => (isObject(one) ? withZeros(inner, one) : one))];
        }),
    );
}

/** An element's own identity in a set: nothing, false, 0 and "" are one there, and what Docker chooses does not count. */
export function withoutZeros(block: Block, element: Properties): Properties {
    return Object.fromEntries(
        Object.entries(block).flatMap(([key, attribute]): [string, PropertyValue][] => {
            const value = entry(element, key);
            if (attribute.readOnly || value === null || value === false || value === 0 || value === "") return [];
            if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
            if (isObject(value) && Object.keys(value).length === 0) return [];
            if (attribute.block === undefined || !Array.isArray(value)) return [[key, value]];
            const { block: inner } = attribute;
            return [[key, value.map((one) => (isObject(one) ? withoutZeros(inner, one) : one))]];
        }),
    );
}

/** A single value that the program no longer gives reads as zero after the update that removed it. */
export function zerosOfRemoved(block: Block, prior: Properties, planned: Properties): Properties {
    const isGiven = (values: Properties, key: string) => key in values && values[key] !== null;
    const isSingle = ({ type }: Attribute) => type === "string" || type === "number" || type === "boolean";
    const removed = Object.entries(block).filter(
        ([key, attribute]) => isSingle(attribute) && isGiven(prior, key) && !isGiven(planned, key),
    );
    return Object.fromEntries(removed.map(([key, attribute]) => [key, zero(attribute)]));
}

import { containsUnknown, isObject, Properties, PropertyValue, UNKNOWN } from "../../property";
import { Attribute, Block, isCollection, TerraformObject } from "./schema";

function isEmpty(value: PropertyValue): boolean {
    return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function normalize(attribute: Attribute, value: PropertyValue, wanted: PropertyValue, applied: boolean): PropertyValue {
    if (wanted === UNKNOWN) return value === null && !applied ? wanted : value;
    const collection = isCollection(attribute) || attribute.type === "map";
    if (collection && applied) {
        if ((wanted === null && isEmpty(value)) || (isEmpty(wanted) && value === null)) return wanted;
    }
    if (wanted === null || value === UNKNOWN) return value;
    if (attribute.type === "string") return value === null && wanted === "" ? wanted : value;
    if (attribute.type === "set") return applied && !containsUnknown(wanted) ? wanted : value;
    const { block } = attribute;
    if (attribute.type !== "list" || block === undefined || !Array.isArray(value) || !Array.isArray(wanted))
        return value;
    if (value.length !== wanted.length) return value;
    return value.map((one, index) => {
        const other = wanted[index];
        return isObject(one) && isObject(other) ? normalizeNulls(block, one, other, applied) : one;
    });
}

/**
 * Terraform's SDK loses the difference between nothing and empty on its way; this puts it back, from what was wanted
 * (while planning) or planned (once applied). Source: normalizeNullValues in terraform-plugin-sdk.
 */
export function normalizeNulls(
    block: Block,
    object: Properties,
    wanted: TerraformObject,
    applied: boolean,
): TerraformObject {
    return Object.fromEntries(
        Object.entries(block).map(([key, attribute]) => [
            key,
            normalize(attribute, object[key] ?? null, wanted[key] ?? null, applied),
        ]),
    );
}

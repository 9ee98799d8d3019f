import { isObject, Properties, PropertyValue, UNKNOWN } from "../../property";
import { completeObject } from "./convert";
import { normalizeNulls } from "./normalize";
import { Attribute, Block, isCollection, TerraformObject } from "./schema";
import { withZeros, zero } from "./zeros";
import { entry } from "./values";

/** What was read from Docker, as Terraform's SDK stores it: an element of a set has no nulls, only zero values. */
function stored(attribute: Attribute, value: PropertyValue): PropertyValue {
    if (!isCollection(attribute)) return attribute.type === "map" ? (value ?? {}) : value;
    const { block } = attribute;
    const list = Array.isArray(value) ? value : [];
    if (block === undefined) return list;
    return list.map((one) => {
        if (!isObject(one)) return one;
        return attribute.type === "set" ? withZeros(block, one) : withScalars(block, overlay(block, {}, one));
    });
}

/** In an element of a list, a single value that nobody told of is zero, while a collection is nothing. */
function withScalars(block: Block, element: TerraformObject): TerraformObject {
    const isSingle = ({ type }: Attribute) => type === "string" || type === "number" || type === "boolean";
    return Object.fromEntries(
        Object.entries(element).map(([key, value]) => [
            key,
            value === null && isSingle(block[key]) ? zero(block[key]) : value,
        ]),
    );
}

/** Nobody read what was to be found out: a set of it is empty, anything else nothing. */
function givenUp(attribute: Attribute, value: PropertyValue): PropertyValue {
    if (value !== UNKNOWN) return value;
    return attribute.type === "set" ? [] : null;
}

/** What was planned, without what only Docker can tell. */
export function knownPart(block: Block, planned: TerraformObject): TerraformObject {
    return Object.fromEntries(
        Object.entries(block).map(([key, attribute]) => {
            const value = planned[key];
            const { block: inner } = attribute;
            if (inner === undefined || !Array.isArray(value)) return [key, givenUp(attribute, value)];
            return [key, value.map((one) => (isObject(one) ? knownPart(inner, one) : one))];
        }),
    );
}

function overlay(block: Block, base: TerraformObject, read: Properties): TerraformObject {
    return Object.fromEntries(
        Object.entries(block).map(([key, attribute]) => {
            const value = entry(read, key);
            return [key, value === undefined ? givenUp(attribute, base[key] ?? null) : stored(attribute, value)];
        }),
    );
}

/** The state after a create or an update that planned `planned`, given what was read back since. */
export function settleApplied(block: Block, planned: TerraformObject, read: Properties): TerraformObject {
    const known = knownPart(block, planned);
    const state = normalizeNulls(block, overlay(block, known, read), planned, true);
    return sorted(block, state);
}

/** The state after a refresh, given what it was and what was read. */
export function settleRead(block: Block, prior: TerraformObject, read: Properties): TerraformObject {
    const known = Object.fromEntries(
        Object.entries(block).map(([key, { type, block: inner }]) => {
            const value = prior[key];
            if (type !== "set" || inner === undefined || !Array.isArray(value)) return [key, value];
            return [key, value.map((one) => (isObject(one) ? withZeros(inner, one) : one))];
        }),
    );
    return sorted(block, normalizeNulls(block, overlay(block, known, read), prior, false));
}

/** Sets in Terraform's order; unlike `completeObject`, a block that is null stays so. */
function sorted(block: Block, state: TerraformObject): TerraformObject {
    const complete = completeObject(block, state);
    return Object.fromEntries(Object.keys(block).map((key) => [key, state[key] === null ? null : complete[key]]));
}

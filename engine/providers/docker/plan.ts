import { containsUnknown, equal, isObject, Properties, PropertyValue, UNKNOWN } from "../../property";
import { completeObject } from "./convert";
import { normalizeNulls } from "./normalize";
import { plain } from "./values";
import { withoutZeros, withZeros, zero } from "./zeros";
import { Attribute, Block, isBlock, isCollection, pulumiName, TerraformObject } from "./schema";

/** What an attribute will be, and whether that takes a new resource. */
interface Planned {
    readonly value: PropertyValue;
    readonly changed: boolean;
    readonly requiresNew: boolean;
}

export interface Plan {
    /** Whether Terraform has anything to do at all. */
    readonly changed: boolean;
    /** The state before, with every attribute. */
    readonly prior: TerraformObject;
    /** The state that the resource would have afterwards; `UNKNOWN` where only Docker can tell. */
    readonly state: TerraformObject;
    readonly requiresNew: boolean;
}

const ZERO = { string: "", number: 0, boolean: false } as const;

function same(value: PropertyValue): Planned {
    return { value, changed: false, requiresNew: false };
}

function change(attribute: Attribute, value: PropertyValue): Planned {
    return { value, changed: true, requiresNew: attribute.forceNew === true };
}

function text(value: PropertyValue): string {
    return value === null ? "" : plain(value);
}

/** Terraform's SDK compares values as text, in which "nothing" and an empty string are one. */
function planScalar(attribute: Attribute, prior: PropertyValue, config: PropertyValue, inSet: boolean): Planned {
    if (config === UNKNOWN) return change(attribute, UNKNOWN);
    if (config === null && attribute.computed) return prior === null ? same(null) : same(prior);
    let next = config ?? attribute.default ?? null;
    if (typeof next === "string" && attribute.normalize) next = attribute.normalize(next);
    const type = attribute.type as keyof typeof ZERO;
    const after = next === null && prior !== null ? ZERO[type] : next;
    if (text(prior) === text(after)) {
        return same(inSet && prior === null && type === "string" ? "" : (prior ?? null));
    }
    if (attribute.emptyIsNoChange && text(after) === "") return same(prior);
    if (attribute.computed && text(after) === "") return same(prior);
    return change(attribute, next);
}

function planMap(attribute: Attribute, prior: PropertyValue, config: PropertyValue): Planned {
    if (containsUnknown(config)) return change(attribute, UNKNOWN);
    if (config === null && attribute.computed) return same(prior);
    const before = isObject(prior) ? prior : {};
    const after = isObject(config) ? config : {};
    return equal(before, after) ? same(prior) : change(attribute, after);
}

/** Terraform's SDK takes a set that Docker may choose and that is not known yet for one that nobody set. */
function losesUnknown(attribute: Attribute, prior: PropertyValue, config: PropertyValue): boolean {
    const hasPrior = Array.isArray(prior) && prior.length > 0;
    return config === UNKNOWN && attribute.type === "set" && attribute.computed === true && hasPrior;
}

function planStrings(attribute: Attribute, prior: PropertyValue, config: PropertyValue, inSet: boolean): Planned {
    if (losesUnknown(attribute, prior, config)) return same(prior);
    if (containsUnknown(config)) return change(attribute, UNKNOWN);
    if (config === null && attribute.computed) return same(prior);
    const before = Array.isArray(prior) ? prior : [];
    const after = Array.isArray(config) ? config : [];
    if (equal(before, after))
        return same(prior === null && (inSet || (attribute.type === "list" && config !== null)) ? [] : prior);
    return change(attribute, config === null && !inSet ? null : after);
}

function planList(
    attribute: Attribute,
    block: Block,
    prior: PropertyValue,
    config: PropertyValue,
    inSet: boolean,
): Planned {
    const before = Array.isArray(prior) ? prior : [];
    const after = Array.isArray(config) ? config : [];
    if (after.length === 0 && attribute.computed) return same(prior);
    const elements = after.map((one, index) => {
        const old = before[index];
        return planObject(block, isObject(old) ? old : null, isObject(one) ? one : {}, inSet);
    });
    const resized = before.length !== after.length;
    const removed = before.slice(after.length).some((one) => isObject(one) && forcesNew(block, one));
    const changed = resized || elements.some((one) => one.changed);
    const requiresNew = (resized && attribute.forceNew === true) || removed || elements.some((one) => one.requiresNew);
    return changed ? { value: elements.map((one) => one.value), changed, requiresNew } : same(prior ?? []);
}

function planSet(attribute: Attribute, block: Block, prior: PropertyValue, config: PropertyValue): Planned {
    const before = (Array.isArray(prior) ? prior : []).filter(isObject);
    const after = (Array.isArray(config) ? config : []).filter(isObject);
    if (after.length === 0 && attribute.computed) return same(prior);
    const planned = after.map((one) => planObject(block, null, one, true).value as Properties);
    const identity = (one: Properties) => withoutZeros(block, one);
    const isNew = planned.map((one) => !before.some((old) => equal(identity(old), identity(one))));
    const gone = before.filter((old) => !planned.some((one) => equal(identity(old), identity(one))));
    if (!isNew.includes(true) && gone.length === 0) return same(prior ?? []);
    const touched = [...gone, ...planned.filter((_, index) => isNew[index])];
    return {
        value: planned.map((one) => before.find((old) => equal(identity(old), identity(one))) ?? one),
        changed: true,
        requiresNew:
            (before.length !== planned.length && attribute.forceNew === true) ||
            touched.some((one) => forcesNew(block, one)),
    };
}

/** Whether adding or removing this element sets an attribute that cannot change in place. */
function forcesNew(block: Block, element: Properties): boolean {
    return Object.entries(withoutZeros(block, element)).some(([key, value]) => {
        const attribute = block[key];
        if (attribute.forceNew) return true;
        const { block: inner } = attribute;
        return (
            inner !== undefined && Array.isArray(value) && value.some((one) => isObject(one) && forcesNew(inner, one))
        );
    });
}

function planAttribute(attribute: Attribute, prior: PropertyValue, config: PropertyValue, inSet: boolean): Planned {
    if (attribute.readOnly) return same(prior);
    if (!isCollection(attribute)) {
        return attribute.type === "map"
            ? planMap(attribute, prior, config)
            : planScalar(attribute, prior, config, inSet);
    }
    if (attribute.block === undefined) return planStrings(attribute, prior, config, inSet);
    if (losesUnknown(attribute, prior, config)) return same(prior);
    if (config === UNKNOWN) return change(attribute, UNKNOWN);
    return attribute.type === "list"
        ? planList(attribute, attribute.block, prior, config, inSet)
        : planSet(attribute, attribute.block, prior, config);
}

function unknownIfComputed(attribute: Attribute, planned: Planned): Planned {
    const { value } = planned;
    const empty = value === null || (isBlock(attribute) && Array.isArray(value) && value.length === 0);
    return attribute.computed && !planned.changed && empty ? { ...planned, value: UNKNOWN } : planned;
}

function planObject(block: Block, prior: Properties | null, config: Properties, inSet: boolean): Planned {
    const planned = Object.entries(block).map(([key, attribute]): [string, Planned] => {
        const one = planAttribute(attribute, prior?.[key] ?? null, config[key] ?? null, inSet);
        return [key, prior === null ? unknownIfComputed(attribute, one) : one];
    });
    return {
        value: Object.fromEntries(planned.map(([key, one]) => [key, one.value])),
        changed: planned.some(([, one]) => one.changed),
        requiresNew: planned.some(([, one]) => one.requiresNew),
    };
}

/** Lists, and elements of sets that stay, lose their nulls on the way through Terraform's SDK, as soon as anything else changes. */
function zeroed(block: Block, planned: Properties, before: TerraformObject): Properties {
    return Object.fromEntries(
        Object.entries(block).map(([key, { type, block: inner }]) => {
            const [value, old] = [planned[key], before[key]];
            if (inner === undefined || !Array.isArray(value) || !Array.isArray(old)) return [key, value];
            const elements = value.map((one, index) => {
                if (!isObject(one)) return one;
                if (type === "set") return old.includes(one) ? withZeros(inner, one) : one;
                const prior = old[index];
                return filled(inner, zeroed(inner, one, isObject(prior) ? prior : {}));
            });
            return [key, elements];
        }),
    );
}

/** A list's element without nulls; what sets in it hold is no part of that. */
function filled(block: Block, element: Properties): Properties {
    const values = Object.entries(element).map(([key, value]) => [key, value ?? zero(block[key])]);
    return Object.fromEntries(values) as Properties;
}

export function planCreate(block: Block, config: TerraformObject): TerraformObject {
    const wanted = completeObject(block, config);
    return completeObject(
        block,
        normalizeNulls(block, planObject(block, null, wanted, false).value as Properties, wanted, false),
    );
}

export function planUpdate(
    block: Block,
    prior: TerraformObject,
    config: TerraformObject,
    ignoreChanges: readonly string[],
): Plan {
    const before = completeObject(block, prior);
    const wanted = completeObject(block, config);
    for (const [key, attribute] of Object.entries(block)) {
        if (ignoreChanges.includes(pulumiName(key, attribute))) wanted[key] = before[key];
    }
    const planned = planObject(block, before, wanted, false);
    if (!planned.changed) return { changed: false, prior: before, state: before, requiresNew: false };
    const state = normalizeNulls(block, zeroed(block, planned.value as Properties, before), wanted, false);
    return { changed: true, prior: before, state: completeObject(block, state), requiresNew: planned.requiresNew };
}

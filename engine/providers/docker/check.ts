import { randomBytes } from "node:crypto";
import { isObject, Properties, PropertyValue } from "../../property";
import { urnName } from "../../urn";
import { CheckRequest, CheckResult } from "../provider";
import { DEFAULTS, fromPulumi, toPulumi } from "./convert";
import { Attribute, Block, isCollection, pulumiName, TerraformObject } from "./schema";
import { violations } from "./violations";

const AUTONAME_HEX_DIGITS = 7;

function autoName(base: string): string {
    return `${base}-${randomBytes(4).toString("hex").slice(0, AUTONAME_HEX_DIGITS)}`;
}

/** A default of false, 0 or "" is left to Terraform: it would only be noise in the inputs. */
function isWorthStating(value: PropertyValue): boolean {
    return value !== false && value !== 0 && value !== "";
}

/** Defaults of the last deployment stay what they were, so that a name once made up lasts as long as the resource. */
function lastDefault(name: string, attribute: Attribute, olds: Properties | undefined): PropertyValue | undefined {
    if (olds === undefined || !(name in olds)) return undefined;
    if (attribute.autoName) return olds[name];
    const defaults = olds[DEFAULTS];
    return !Array.isArray(defaults) || defaults.includes(name) ? olds[name] : undefined;
}

function defaultFor(attribute: Attribute, name: string, olds?: Properties, base?: string): PropertyValue | undefined {
    const fresh = attribute.default;
    if (!attribute.autoName && fresh === undefined) return undefined;
    const kept = lastDefault(name, attribute, olds);
    if (kept !== undefined && kept !== null) return kept;
    if (attribute.autoName) return base === undefined ? undefined : autoName(base);
    return fresh !== undefined && isWorthStating(fresh) ? fresh : undefined;
}

function applyDefaults(block: Block, object: TerraformObject, olds?: Properties, base?: string): TerraformObject {
    const result: TerraformObject = {};
    for (const [key, value] of Object.entries(object)) result[key] = applyNested(block[key], value);
    const defaults: string[] = [];
    for (const [key, attribute] of Object.entries(block)) {
        if (key in result) continue;
        const name = pulumiName(key, attribute);
        const value = defaultFor(attribute, name, olds, base);
        if (value === undefined) continue;
        result[key] = value;
        defaults.push(name);
    }
    result[DEFAULTS] = defaults.sort();
    return result;
}

function applyNested(attribute: Attribute | undefined, value: PropertyValue): PropertyValue {
    if (attribute?.block === undefined || !isCollection(attribute) || !Array.isArray(value)) return value;
    const { block } = attribute;
    return value.map((one) => (isObject(one) ? applyDefaults(block, one) : one));
}

function withoutNulls(value: PropertyValue): PropertyValue {
    if (Array.isArray(value)) return value.map(withoutNulls);
    if (!isObject(value)) return value;
    return Object.fromEntries(
        Object.entries(value).flatMap(([key, one]) => (one === null ? [] : [[key, withoutNulls(one)]])),
    );
}

/** Inputs as the deployment will use them: coerced to the schema's types, with defaults and a name, and what is wrong with them. */
export function check(block: Block, request: CheckRequest): CheckResult {
    const base = urnName(request.urn);
    const given = fromPulumi(block, withoutNulls(request.news) as Properties);
    return {
        inputs: toPulumi(block, applyDefaults(block, given, request.olds, base)),
        failures: violations(block, given, base),
    };
}

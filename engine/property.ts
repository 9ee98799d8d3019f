/**
 * Property values as Pulumi's wire protocol and checkpoints write them: plain JSON, where a value that is not known yet
 * is one reserved string and a secret is an object with a signature. Source: sdk/go/common/resource/properties.go.
 */
export type PropertyValue = null | boolean | number | string | PropertyValue[] | { [key: string]: PropertyValue };
export type Properties = { [key: string]: PropertyValue };

export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
export const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

export function isObject(value: PropertyValue | undefined): value is Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSecret(value: PropertyValue | undefined): value is Properties {
    return isObject(value) && value[SIGNATURE] === SECRET_SIGNATURE;
}

export function secret(value: PropertyValue): PropertyValue {
    return isSecret(value) ? value : { [SIGNATURE]: SECRET_SIGNATURE, value };
}

function children(value: PropertyValue): PropertyValue[] {
    return Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
}

export function containsUnknown(value: PropertyValue | undefined): boolean {
    return value === UNKNOWN || (value !== undefined && children(value).some(containsUnknown));
}

export function containsSecret(value: PropertyValue | undefined): boolean {
    return isSecret(value) || (value !== undefined && children(value).some(containsSecret));
}

/** The value with every secret replaced by what it hides. */
export function reveal(value: PropertyValue): PropertyValue {
    if (isSecret(value)) return reveal(value.value);
    if (Array.isArray(value)) return value.map(reveal);
    if (isObject(value)) return revealAll(value);
    return value;
}

export function revealAll(properties: Properties): Properties {
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, reveal(value)]));
}

/** The value without anything that is not known, in lists as well. */
export function withoutUnknowns(properties: Properties): Properties {
    const known = Object.entries(properties).filter(([, value]) => value !== UNKNOWN);
    return Object.fromEntries(known.map(([key, value]) => [key, withoutUnknownsIn(value)]));
}

function withoutUnknownsIn(value: PropertyValue): PropertyValue {
    if (Array.isArray(value)) return value.filter((one) => one !== UNKNOWN).map(withoutUnknownsIn);
    return isObject(value) ? withoutUnknowns(value) : value;
}

/** Deep equality; the order of keys does not matter. */
export function equal(left: PropertyValue | undefined, right: PropertyValue | undefined): boolean {
    if (left === right) return true;
    if (Array.isArray(left) && Array.isArray(right)) {
        return left.length === right.length && left.every((item, index) => equal(item, right[index]));
    }
    if (!isObject(left) || !isObject(right)) return false;
    const keys = Object.keys(left);
    return (
        keys.length === Object.keys(right).length && keys.every((key) => key in right && equal(left[key], right[key]))
    );
}

import { isObject, isSecret, OUTPUT_SIGNATURE, Properties, PropertyValue, SIGNATURE, UNKNOWN } from "./property";

/**
 * Output values, the wire's form of a value that is unknown, is secret or depends on resources. A program gets them as
 * `Output`s, so that its transforms can handle such values like any other code can.
 */
function isOutput(value: PropertyValue): value is Properties {
    return isObject(value) && value[SIGNATURE] === OUTPUT_SIGNATURE;
}

/** The properties with everything that is unknown or secret as an output value. */
export function asOutputValues(properties: Properties): Properties {
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, asOutputValue(value)]));
}

function asOutputValue(value: PropertyValue): PropertyValue {
    if (value === UNKNOWN) return { [SIGNATURE]: OUTPUT_SIGNATURE };
    if (isSecret(value)) return { ...wrap(asOutputValue(value.value)), secret: true };
    if (Array.isArray(value)) return value.map(asOutputValue);
    // Assets and references to resources stay what they are.
    return isObject(value) && !(SIGNATURE in value) ? asOutputValues(value) : value;
}

function wrap(value: PropertyValue): Properties {
    return isOutput(value) ? value : { [SIGNATURE]: OUTPUT_SIGNATURE, value };
}

/** The value as one that depends on these resources too. */
export function withDependencies(value: PropertyValue, urns: string[]): PropertyValue {
    const known = new Set(dependenciesIn(value));
    if (urns.every((urn) => known.has(urn))) return value;
    const output = wrap(value);
    return { ...output, dependencies: [...new Set([...ownDependencies(output), ...urns])] };
}

/** The resources on which anything in the value depends. */
export function dependenciesIn(value: PropertyValue): string[] {
    if (Array.isArray(value)) return value.flatMap(dependenciesIn);
    if (!isObject(value)) return [];
    const own = isOutput(value) ? ownDependencies(value) : [];
    return [...own, ...Object.values(value).flatMap(dependenciesIn)];
}

function ownDependencies({ dependencies }: Properties): string[] {
    return Array.isArray(dependencies) ? dependencies.map(String) : [];
}

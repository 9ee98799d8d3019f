import { isObject, Properties, PropertyValue, UNKNOWN } from "../../property";
import { CheckFailure, CheckResult } from "../provider";

interface Field {
    name: string;
    /** The type's name as the plugin's error messages write it. */
    type: "string" | "bool" | "[]string" | "map[string]string" | "[]interface {}" | "local.Logging";
    required?: boolean;
}

const BASE_FIELDS: Field[] = [
    { name: "stdin", type: "string" },
    { name: "logging", type: "local.Logging" },
    { name: "interpreter", type: "[]string" },
    { name: "dir", type: "string" },
    { name: "environment", type: "map[string]string" },
    { name: "assetPaths", type: "[]string" },
    { name: "archivePaths", type: "[]string" },
    { name: "addPreviousOutputInEnv", type: "bool" },
];

export const COMMAND_FIELDS: Field[] = [
    { name: "triggers", type: "[]interface {}" },
    { name: "create", type: "string" },
    { name: "update", type: "string" },
    { name: "delete", type: "string" },
    ...BASE_FIELDS,
];

export const RUN_FIELDS: Field[] = [...BASE_FIELDS, { name: "command", type: "string", required: true }];

function typeName(value: PropertyValue): string {
    if (value === null) return "null";
    if (Array.isArray(value)) return "[]interface {}";
    if (isObject(value)) return "map[string]interface {}";
    return typeof value === "number" ? "float64" : typeof value === "boolean" ? "bool" : "string";
}

/** The first part of the value that has the wrong type: which, what it should be, and what it is. */
function mismatch(label: string, type: Field["type"], value: PropertyValue): [string, string, string] | undefined {
    if (value === UNKNOWN) return undefined;
    const wrong: [string, string, string] = [label, type, typeName(value)];
    const ofParts = (parts: [string, PropertyValue][]) =>
        parts.map(([part, one]) => mismatch(part, "string", one)).find((found) => found !== undefined);
    switch (type) {
        case "string":
        case "local.Logging":
            return typeof value === "string" ? undefined : wrong;
        case "bool":
            return typeof value === "boolean" ? undefined : wrong;
        case "[]interface {}":
            return Array.isArray(value) ? undefined : wrong;
        case "[]string":
            return Array.isArray(value) ? ofParts(value.map((one, index) => [`${label}[${index}]`, one])) : wrong;
        case "map[string]string":
            return isObject(value)
                ? ofParts(Object.entries(value).map(([key, one]) => [`${label}[${key}] value`, one]))
                : wrong;
    }
}

/** Inputs without what is null, and everything that is wrong with them, in the plugin's own words. */
export function checkFields(news: Properties, fields: Field[], structure: string): CheckResult {
    const inputs = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== null));
    const failures: CheckFailure[] = [];
    for (const { name, type, required } of fields) {
        if (name in inputs) {
            const wrong = mismatch(name, type, inputs[name]);
            if (wrong === undefined) continue;
            const [label, expected, actual] = wrong;
            const reason = `Field '${label}' on '${structure}' must be a '${expected}'; got '${actual}' instead`;
            failures.push({ property: label, reason });
        } else if (required) {
            failures.push({ property: name, reason: `Missing required field '${name}' on '${structure}'` });
        }
    }
    for (const name of Object.keys(inputs)) {
        if (fields.some((field) => field.name === name)) continue;
        failures.push({ property: name, reason: `Unrecognized field '${name}' on '${structure}'` });
    }
    return { inputs, failures };
}

import { comparableMessage, comparableResource, isComparableDiagnostic } from "./incidentals";
import { byKey, isJsonObject, Json, JsonObject, textOf } from "./json";

/** What a command prints for programs: one document of JSON, or events, one a line. */
export function readDocument(printed: string): Json {
    if (!printed.startsWith('{"sequence":')) return JSON.parse(printed) as Json;
    return printed
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Json);
}

/** When it ran and for how long, and which Pulumi, on which machine. */
const INCIDENTAL_KEYS =
    "timestamp sequence duration durationSeconds startTime endTime lastUpdate environment manifest salt".split(" ");

function isComparable(item: Json): boolean {
    if (!isJsonObject(item)) return true;
    const { diagnosticEvent, severity, message } = item;
    if (isJsonObject(diagnosticEvent)) return isComparable(diagnosticEvent);
    if (severity === undefined) return true;
    return severity !== "debug" && isComparableDiagnostic({ kind: "diagnosticEvent", message: textOf(message) });
}

/** A document without what depends on the machine or on versions. */
export function comparableDocument(value: Json): Json {
    if (Array.isArray(value)) return value.filter(isComparable).map(comparableDocument);
    if (!isJsonObject(value)) return value;
    const object = "urn" in value && "custom" in value ? comparableResource(value) : value;
    const entries = Object.entries(object).map(([key, one]): [string, Json] => {
        if (INCIDENTAL_KEYS.includes(key)) return [key, remains(key, one)];
        if (key === "message" && "severity" in object) return [key, comparableMessage(textOf(one))];
        return [key, comparableDocument(one ?? null)];
    });
    // Where the only diagnostics were not comparable, there is an empty list of them.
    return Object.fromEntries(entries.filter(([key, one]) => key !== "diagnostics" || textOf(one) !== "[]"));
}

/** What stays of something incidental: that it is there, and of a manifest what is in it. */
function remains(key: string, value: Json | undefined): Json {
    if (key !== "manifest") return `<${key}>`;
    return isJsonObject(value) ? Object.keys(value).sort() : (value ?? null);
}

/** What an element of a list is called, where the order of the list is not defined. */
function identityOf(item: Json): string | undefined {
    if (!isJsonObject(item)) return undefined;
    const kind = Object.keys(item).find((key) => key.endsWith("Event"));
    if (kind !== undefined) {
        const event = item[kind] as JsonObject;
        return `${kind} ${identityOf(event.metadata ?? null) ?? textOf(event.message)}`;
    }
    if (typeof item.urn === "string" && (item.op ?? item.type) !== undefined) return `${textOf(item.op)} ${item.urn}`;
    return typeof item.severity === "string" ? `${item.severity} ${textOf(item.message)}` : undefined;
}

/** Steps, events, resources and diagnostics by what they are about: their place among the others is not defined. */
export function normaliseDocument(value: Json): Json {
    if (Array.isArray(value)) {
        const items = value.map(normaliseDocument);
        const identified = value.length > 0 && value.every((item) => identityOf(item) !== undefined);
        return identified ? byKey(items as JsonObject[], (item) => identityOf(item) ?? "") : items;
    }
    if (!isJsonObject(value)) return value;
    const entries = Object.entries(value).map(([key, one]): [string, Json] => {
        // A secret in the clear is JSON as text, in which the order of keys does not matter.
        const isText = key === "plaintext" && typeof one === "string";
        return [key, isText ? (JSON.parse(one) as Json) : normaliseDocument(one ?? null)];
    });
    return Object.fromEntries(entries);
}

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
    [key: string]: Json | undefined;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same value with every string, keys included, passed through a function. */
export function mapStrings(value: Json, change: (text: string) => string): Json {
    if (typeof value === "string") return change(value);
    if (Array.isArray(value)) return value.map((one) => mapStrings(one, change));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [change(key), one === undefined ? one : mapStrings(one, change)]),
    );
}

/** A string as it is, and anything else as JSON. */
export function textOf(value: Json | undefined): string {
    return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/** Records by what identifies each, where their order does not matter. */
export function byKey(records: JsonObject[], keyOf: (record: JsonObject) => string): JsonObject {
    const result: JsonObject = {};
    for (const record of records) {
        let key = keyOf(record);
        while (key in result) key += " (another)";
        result[key] = record;
    }
    return result;
}

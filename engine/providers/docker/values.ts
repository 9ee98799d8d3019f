import { isObject, Properties, PropertyValue } from "../../property";

/** What a record has under a key, if anything. */
export function entry<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
    return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A planned value that is set to more than its type's zero value, as the Docker API wants it; undefined otherwise. */
export function text(value: PropertyValue | undefined): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** A value that is always set, as text. */
export function plain(value: PropertyValue | undefined): string {
    return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

export function number(value: PropertyValue | undefined): number | undefined {
    return typeof value === "number" && value !== 0 ? value : undefined;
}

export function flag(value: PropertyValue | undefined): boolean {
    return value === true;
}

export function strings(value: PropertyValue | undefined): string[] {
    return Array.isArray(value) ? value.map((one) => (typeof one === "string" ? one : "")) : [];
}

/** The element of a single-element list, if there is one. */
export function only(value: PropertyValue | undefined): Properties | undefined {
    return objects(value).at(0);
}

export function objects(value: PropertyValue | undefined): Properties[] {
    return Array.isArray(value) ? value.filter(isObject) : [];
}

export function textMap(value: PropertyValue | undefined): Record<string, string> | undefined {
    if (!isObject(value) || Object.keys(value).length === 0) return undefined;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

/** A list, or undefined when it is empty. */
export function some<T>(list: T[]): T[] | undefined {
    return list.length === 0 ? undefined : list;
}

export function labelMap(value: PropertyValue | undefined): Record<string, string> | undefined {
    const labels = objects(value);
    if (labels.length === 0) return undefined;
    return Object.fromEntries(labels.map((one) => [plain(one.label), plain(one.value)]));
}

export function labelSet(labels: Record<string, string> | null | undefined): Properties[] {
    return Object.entries(labels ?? {}).map(([label, value]) => ({ label, value }));
}

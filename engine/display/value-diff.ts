import { equal, isObject, isSecret, Properties, PropertyValue } from "../property";

/** How one value became another. Source: sdk/go/common/resource/properties_diff.go. */
export interface ValueDiff {
    old: PropertyValue;
    new: PropertyValue;
    array?: MapDiff;
    object?: MapDiff;
}

/** How the entries of a map or a list changed; the indexes of a list are its keys. */
export interface MapDiff {
    adds: Map<string, PropertyValue>;
    deletes: Map<string, PropertyValue>;
    sames: Map<string, PropertyValue>;
    updates: Map<string, ValueDiff>;
}

export function emptyDiff(): MapDiff {
    return { adds: new Map(), deletes: new Map(), sames: new Map(), updates: new Map() };
}

/** Properties of providers' own bookkeeping are never shown. */
export function isInternal(key: string): boolean {
    return key.startsWith("__");
}

/** An object that is not the wire form of a secret or the like. */
export function isPlainObject(value: PropertyValue | undefined): value is Properties {
    return isObject(value) && !isSecret(value);
}

/** @returns nothing when they are the same */
export function diffMaps(old: Properties, now: Properties): MapDiff | undefined {
    const diff = emptyDiff();
    for (const [key, before] of Object.entries(old)) {
        if (isInternal(key)) continue;
        if (!Object.hasOwn(now, key)) {
            if (before !== null) diff.deletes.set(key, before);
            continue;
        }
        const change = diffValues(before, now[key]);
        if (!change) diff.sames.set(key, before);
        else if (before === null) diff.adds.set(key, now[key]);
        else if (now[key] === null) diff.deletes.set(key, before);
        else diff.updates.set(key, change);
    }
    for (const [key, after] of Object.entries(now)) {
        if (!isInternal(key) && !Object.hasOwn(old, key) && after !== null) diff.adds.set(key, after);
    }
    return diff.adds.size + diff.deletes.size + diff.updates.size > 0 ? diff : undefined;
}

function diffLists(old: PropertyValue[], now: PropertyValue[]): MapDiff | undefined {
    const diff = emptyDiff();
    for (let index = 0; index < Math.max(old.length, now.length); index++) {
        const key = String(index);
        if (index >= old.length) diff.adds.set(key, now[index]);
        else if (index >= now.length) diff.deletes.set(key, old[index]);
        else {
            const change = diffValues(old[index], now[index]);
            if (change) diff.updates.set(key, change);
            else diff.sames.set(key, old[index]);
        }
    }
    return diff.adds.size + diff.deletes.size + diff.updates.size > 0 ? diff : undefined;
}

/** @returns nothing when they are the same */
export function diffValues(old: PropertyValue, now: PropertyValue): ValueDiff | undefined {
    if (Array.isArray(old) && Array.isArray(now)) {
        const array = diffLists(old, now);
        return array && { old, new: now, array };
    }
    if (isPlainObject(old) && isPlainObject(now)) {
        const object = diffMaps(old, now);
        return object && { old, new: now, object };
    }
    return equal(old, now) ? undefined : { old, new: now };
}

/** The keys that a diff knows of, sorted. */
export function diffKeys({ adds, deletes, sames, updates }: MapDiff): string[] {
    return [...adds.keys(), ...deletes.keys(), ...sames.keys(), ...updates.keys()].sort();
}

import type { StepMetadata } from "../events";
import { isSecret, PropertyValue, UNKNOWN } from "../property";
import { parsePath, PropertyPath } from "../property-path";
import type { DiffKind } from "../providers/provider";
import { diffValues, emptyDiff, isPlainObject, MapDiff, ValueDiff } from "./value-diff";

interface Found {
    value: PropertyValue;
    exists: boolean;
}

function entry(value: PropertyValue, key: string | number): Found {
    // What is secret or unknown might hold anything.
    if (isSecret(value) || value === UNKNOWN) return { value, exists: true };
    if (Array.isArray(value) && typeof key === "number" && key < value.length)
        return { value: value[key], exists: true };
    if (isPlainObject(value) && typeof key === "string" && Object.hasOwn(value, key))
        return { value: value[key], exists: true };
    return { value: null, exists: false };
}

function add(
    [key, ...rest]: PropertyPath,
    kind: DiffKind,
    parent: ValueDiff,
    oldParent: PropertyValue,
    newParent: PropertyValue,
): void {
    const old = entry(oldParent, key);
    const now = entry(newParent, key);
    const isIndex = typeof key === "number";
    const target: MapDiff = (isIndex ? parent.array : parent.object) ?? emptyDiff();
    if (isIndex) parent.array = target;
    else parent.object = target;
    const name = String(key);
    if (rest.length === 0) {
        addLeaf(target, name, kind, old, now);
        return;
    }
    if (old.value === null && now.value !== null) return void target.adds.set(name, now.value);
    if (old.value !== null && now.value === null) return void target.deletes.set(name, old.value);
    const nested = target.updates.get(name) ?? { old: null, new: null };
    add(rest, kind, nested, old.value, now.value);
    target.updates.set(name, nested);
}

function addLeaf(target: MapDiff, name: string, kind: DiffKind, old: Found, now: Found): void {
    if (kind.startsWith("add")) target.adds.set(name, now.exists ? now.value : UNKNOWN);
    else if (kind.startsWith("delete")) target.deletes.set(name, old.exists ? old.value : UNKNOWN);
    else target.updates.set(name, diffValues(old.value, now.value) ?? { old: old.value, new: now.value });
}

/**
 * What a provider said of a step's differences, as a tree. Source: TranslateDetailedDiff in pkg/engine/detailedDiff.go.
 * @param isRefresh new values are then what was read, not what the program asks for
 * @returns nothing if the provider named no property
 */
export function translateDetailedDiff(
    { detailedDiff, old, new: now }: StepMetadata,
    isRefresh: boolean,
): MapDiff | undefined {
    const root: ValueDiff = { old: null, new: null };
    for (const [path, { diffKind, inputDiff }] of Object.entries(detailedDiff ?? {})) {
        const olds = (inputDiff ? old?.inputs : old?.outputs) ?? {};
        const news = (isRefresh && !inputDiff ? now?.outputs : now?.inputs) ?? {};
        add(elements(path), diffKind, root, olds, news);
    }
    return root.object;
}

function elements(path: string): PropertyPath {
    try {
        return parsePath(path);
    } catch {
        return [path];
    }
}

import { equal, isObject, Properties, PropertyValue, SIGNATURE } from "../../property";
import { DiffKind, DiffRequest, DiffResult } from "../provider";

type Change = "add" | "delete" | "update";

function childPath(path: string, key: string): string {
    if (!/^[A-Za-z0-9_]*$/.test(key)) return `${path}["${key.replaceAll('"', '\\"')}"]`;
    return path === "" ? key : `${path}.${key}`;
}

/** A plain object; assets and archives, which carry a signature, are compared as a whole. */
function isMap(value: PropertyValue | undefined): value is Properties {
    return isObject(value) && !(SIGNATURE in value);
}

function* changes(
    path: string,
    old: PropertyValue | undefined,
    now: PropertyValue | undefined,
): Generator<[string, Change]> {
    if (Array.isArray(old) && Array.isArray(now)) {
        for (let index = 0; index < Math.max(old.length, now.length); index++) {
            const at = `${path}[${index}]`;
            if (index >= old.length) yield [at, "add"];
            else if (index >= now.length) yield [at, "delete"];
            else yield* changes(at, old[index], now[index]);
        }
    } else if (isMap(old) && isMap(now)) {
        for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
            const [before, after] = [old[key] ?? undefined, now[key] ?? undefined];
            if (before === undefined && after !== undefined) yield [childPath(path, key), "add"];
            else if (before !== undefined && after === undefined) yield [childPath(path, key), "delete"];
            else yield* changes(childPath(path, key), before, after);
        }
    } else if (!equal(old, now)) {
        yield [path, "update"];
    }
}

/**
 * The difference between old and new inputs, as pulumi-go-provider's `infer` computes it. Only a change of `triggers` as a
 * whole replaces: for a change of an element the SDK asks the engine to, with `replaceOnChanges: ["triggers[*]"]`.
 */
export function diffInputs({ oldInputs, oldOutputs, newInputs, ignoreChanges }: DiffRequest): DiffResult {
    const news = { ...newInputs };
    for (const name of ignoreChanges) {
        if (name in oldOutputs) news[name] = oldOutputs[name];
    }
    const detailedDiff: DiffResult["detailedDiff"] = {};
    const diffs = new Set<string>();
    for (const name of new Set([...Object.keys(oldInputs), ...Object.keys(news)])) {
        const inName = (properties: Properties): Properties => (name in properties ? { [name]: properties[name] } : {});
        for (const [path, change] of changes("", inName(oldInputs), inName(news))) {
            const diffKind: DiffKind = path === "triggers" ? `${change}-replace` : change;
            detailedDiff[path] = { diffKind, inputDiff: false };
            diffs.add(name);
        }
    }
    return {
        changes: diffs.size > 0,
        diffs: [...diffs],
        replaces: "triggers" in detailedDiff ? ["triggers"] : [],
        detailedDiff,
        deleteBeforeReplace: false,
        stables: [],
    };
}

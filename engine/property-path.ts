import { isObject, Properties, PropertyValue } from "./property";

/** A path into properties such as `labels[0].value`, `["a.b"].c` or `mounts[*].source`. Source: resource.PropertyPath. */
export type PropertyPath = (string | number)[];

export function parsePath(text: string): PropertyPath {
    const path: PropertyPath = [];
    const token = /\.?(?<key>[^.[\]"]+)|\[(?<index>\d+)\]|\[\*\]|\["(?<quoted>(?:[^"\\]|\\.)*)"\]/y;
    while (token.lastIndex < text.length) {
        const groups = token.exec(text)?.groups as Partial<Record<"key" | "index" | "quoted", string>> | undefined;
        if (!groups) throw new Error(`property path ${JSON.stringify(text)} cannot be parsed`);
        const { key, index, quoted } = groups;
        if (key !== undefined) path.push(key);
        else if (index !== undefined) path.push(Number(index));
        else path.push(quoted === undefined ? "*" : quoted.replace(/\\(.)/g, "$1"));
    }
    return path;
}

/** Whether `outer` is `inner` or one of its ancestors; `*` in `outer` stands for any key or index. */
export function contains(outer: PropertyPath, inner: PropertyPath): boolean {
    return outer.length <= inner.length && outer.every((key, index) => key === "*" || key === inner[index]);
}

function entryOf(value: PropertyValue | undefined, key: string | number): PropertyValue | undefined {
    if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function withReset(value: PropertyValue, old: PropertyValue, path: PropertyPath): PropertyValue {
    const [key, ...rest] = path;
    const keys = key !== "*" ? [key] : Array.isArray(value) ? value.keys() : isObject(value) ? Object.keys(value) : [];
    const copy = Array.isArray(value) ? [...value] : isObject(value) ? { ...value } : value;
    for (const one of keys) {
        const before = entryOf(old, one);
        const now = entryOf(value, one);
        const result =
            rest.length === 0 || before === undefined || now === undefined ? before : withReset(now, before, rest);
        if (Array.isArray(copy) && typeof one === "number") {
            if (result !== undefined && one < copy.length) copy[one] = result;
        } else if (isObject(copy)) {
            if (result === undefined) Reflect.deleteProperty(copy, one);
            else copy[one] = result;
        }
    }
    return copy;
}

/** The new inputs with the old values at every path of `ignoreChanges`. */
export function resetIgnored(inputs: Properties, oldInputs: Properties, ignoreChanges: string[]): Properties {
    return ignoreChanges.reduce((result, text) => withReset(result, oldInputs, parsePath(text)) as Properties, inputs);
}

import { equal, isObject, Properties, PropertyValue, UNKNOWN } from "../../property";
import { DiffKind, PropertyDiff } from "../provider";
import { DEFAULTS, RESERVED } from "./convert";
import { editScript } from "./edit-script";
import { Attribute, Block, findByPulumiName, isCollection } from "./schema";

type Base = "add" | "delete" | "update";
type Changes = Record<string, DiffKind>;

/** A place in a resource's properties, with what the schema says about it. */
interface Node {
    readonly path: string;
    /** Absent for the elements of lists, sets and maps. */
    readonly attribute?: Attribute;
    readonly parent?: Attribute;
    /** The attributes of the object here, if it is one. */
    readonly block?: Block;
}

const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

function childOf(node: Node, key: string): Node {
    const step = PLAIN_KEY.test(key) ? (node.path === "" ? key : `.${key}`) : `[${JSON.stringify(key)}]`;
    const attribute = node.block === undefined ? undefined : findByPulumiName(node.block, key)?.[1];
    const block = attribute?.single ? attribute.block : undefined;
    return { path: node.path + step, attribute, parent: node.attribute, block };
}

function elementOf(node: Node, index: number): Node {
    return { path: `${node.path}[${index}]`, parent: node.attribute, block: node.attribute?.block };
}

function forcesNew(node: Node): boolean {
    return node.attribute?.forceNew === true || node.parent?.forceNew === true;
}

function valueForcesNew(node: Node, value: PropertyValue): boolean {
    if (forcesNew(node)) return true;
    if (Array.isArray(value)) return value.some((one, index) => valueForcesNew(elementOf(node, index), one));
    return isObject(value) && Object.entries(value).some(([key, one]) => valueForcesNew(childOf(node, key), one));
}

function kind(base: Base, replace: boolean): DiffKind {
    return replace ? `${base}-replace` : base;
}

function isMisshapen(node: Node, value: PropertyValue): boolean {
    if (value === null || value === UNKNOWN || node.attribute === undefined) return false;
    if (isCollection(node.attribute) && !node.attribute.single) return !Array.isArray(value);
    return (node.attribute.type === "map" || node.block !== undefined) && !isObject(value);
}

/** Keys in order, and nothing where a zero value is: how Terraform's SDK tells the elements of a set apart. */
function canonical(node: Node, value: PropertyValue): PropertyValue {
    if (Array.isArray(value)) {
        return value.length === 0 ? null : value.map((one, index) => canonical(elementOf(node, index), one));
    }
    if (!isObject(value)) return value === false || value === 0 || value === "" || value === UNKNOWN ? null : value;
    const entries = Object.keys(value)
        .filter((key) => !RESERVED.has(key))
        .sort()
        .map((key): [string, PropertyValue] => [key, canonical(childOf(node, key), value[key])])
        .filter(([, one]) => one !== null);
    return node.attribute?.type === "map" && entries.length === 0 ? null : Object.fromEntries(entries);
}

function isSameElement(element: Node, left: PropertyValue, right: PropertyValue): boolean {
    return JSON.stringify(canonical(element, left)) === JSON.stringify(canonical(element, right));
}

function diffPlain(node: Node, old: PropertyValue, planned: PropertyValue): Changes {
    if (old === null && planned === null) return {};
    const base = old === null ? "add" : planned === null ? "delete" : "update";
    if (base === "update" && planned !== UNKNOWN && equal(old, planned)) return {};
    return { [node.path]: kind(base, forcesNew(node)) };
}

function diffMissing(node: Node, old: PropertyValue, planned: PropertyValue): Changes {
    const base = old === null ? "add" : planned === null ? "delete" : "update";
    const replace =
        planned === UNKNOWN
            ? forcesNew(node)
            : (planned !== null && valueForcesNew(node, planned)) || (old !== null && valueForcesNew(node, old));
    return { [node.path]: kind(base, replace || (old !== null && valueForcesNew(node, old))) };
}

function diffStrings(node: Node, old: PropertyValue[], planned: PropertyValue[]): Changes {
    const changes: Record<string, Base> = {};
    for (const edit of editScript(old, planned, equal)) {
        const { path } = elementOf(node, edit.index);
        changes[path] = path in changes ? "update" : edit.insert ? "add" : "delete";
    }
    const replace = node.attribute?.forceNew === true;
    return Object.fromEntries(Object.entries(changes).map(([path, base]) => [path, kind(base, replace)]));
}

function diffList(node: Node, old: PropertyValue[], planned: PropertyValue[], inputs: PropertyValue): Changes {
    if (node.attribute?.block === undefined) return diffStrings(node, old, planned);
    const length = Math.max(old.length, planned.length);
    const parts = Array.from({ length }, (_, index) =>
        diffNode(elementOf(node, index), old[index] ?? null, planned[index] ?? null, at(inputs, index)),
    );
    return Object.assign({}, ...parts) as Changes;
}

function at(value: PropertyValue, key: string | number): PropertyValue {
    if (typeof key === "number") return Array.isArray(value) ? (value[key] ?? null) : null;
    return isObject(value) ? (value[key] ?? null) : null;
}

/** Whether a planned value can come from these inputs, in which what Docker chooses is missing. */
function comesFrom(node: Node, inputs: PropertyValue, planned: PropertyValue): boolean {
    if (node.attribute?.computed && inputs === null) return true;
    if (node.attribute?.single) return inputs === null && planned === null; // the bridge expects a list, and finds none
    if (isObject(inputs) && isObject(planned)) {
        const keys = new Set([...Object.keys(inputs), ...Object.keys(planned)]);
        return [...keys]
            .filter((key) => !RESERVED.has(key))
            .every((key) => comesFrom(childOf(node, key), at(inputs, key), at(planned, key)));
    }
    if (Array.isArray(inputs) && Array.isArray(planned)) {
        const length = Math.max(inputs.length, planned.length);
        return Array.from({ length }, (_, index) =>
            comesFrom(elementOf(node, index), at(inputs, index), at(planned, index)),
        ).every(Boolean);
    }
    if (inputs === null && (Array.isArray(planned) || isObject(planned))) return Object.keys(planned).length === 0;
    return inputs === planned;
}

/** Planned elements by the index of the input that they come from; undefined when that cannot be told. */
function matchInputs(node: Node, added: number[], planned: PropertyValue[], inputs: PropertyValue) {
    const list = Array.isArray(inputs) ? inputs : [];
    if (list.length < planned.length) return undefined;
    const matched = new Map<number, number>();
    for (const index of added) {
        const input = list.findIndex(
            (one, position) => !matched.has(position) && comesFrom(elementOf(node, index), one, planned[index]),
        );
        if (input < 0) return undefined;
        matched.set(input, index);
    }
    return matched;
}

function diffSet(node: Node, old: PropertyValue[], planned: PropertyValue[], inputs: PropertyValue): Changes {
    const element = elementOf(node, 0);
    const missingFrom = (list: PropertyValue[], others: PropertyValue[]) =>
        list.flatMap((one, index) => (others.some((other) => isSameElement(element, one, other)) ? [] : [index]));
    const removed = missingFrom(old, planned);
    const added = missingFrom(planned, old);
    if (removed.length === 0 && added.length === 0) return {};
    const matched = matchInputs(node, added, planned, inputs);
    if (matched === undefined) return { [node.path]: kind("update", node.attribute?.forceNew === true) };
    const indices = [...new Set([...removed, ...matched.keys()])].sort((left, right) => left - right);
    const parts = indices.map((index) => {
        const before = removed.includes(index) ? old[index] : null;
        const source = matched.get(index);
        const after = source === undefined ? null : planned[source];
        return diffNode(elementOf(node, index), before, after, at(inputs, index));
    });
    return Object.assign({}, ...parts) as Changes;
}

function diffObject(node: Node, old: Properties, planned: Properties, inputs: PropertyValue): Changes {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(planned)])].sort();
    const parts = keys.map((key) =>
        diffNode(childOf(node, key), old[key] ?? null, planned[key] ?? null, at(inputs, key)),
    );
    return Object.assign({}, ...parts) as Changes;
}

/** To the bridge an empty list is no list at all. */
function present(value: PropertyValue): PropertyValue {
    return Array.isArray(value) && value.length === 0 ? null : value;
}

function diffNode(node: Node, before: PropertyValue, after: PropertyValue, inputs: PropertyValue): Changes {
    if (node.path.endsWith(DEFAULTS)) return {};
    const [old, planned] = [present(before), present(after)];
    if (isMisshapen(node, old) || isMisshapen(node, planned)) return diffPlain(node, old, planned);
    if (old === null && planned === null) return {};
    if (old === null || planned === null || planned === UNKNOWN) return diffMissing(node, old, planned);
    if (Array.isArray(old) && Array.isArray(planned)) {
        return node.attribute?.type === "set"
            ? diffSet(node, old, planned, inputs)
            : diffList(node, old, planned, inputs);
    }
    if (isObject(old) && isObject(planned)) return diffObject(node, old, planned, inputs);
    return diffPlain(node, old, planned);
}

/** Puts a replacement in where Terraform wants one, and takes every one out where it does not. */
function override(changes: Changes, requiresNew: boolean): Changes {
    if (!requiresNew) {
        const plain = Object.entries(changes).map(([path, one]) => [path, one.replace("-replace", "") as Base]);
        return Object.fromEntries(plain) as Changes;
    }
    const replaces = Object.values(changes).some((one) => one.endsWith("-replace"));
    return replaces ? changes : { ...changes, __meta: "update-replace" };
}

/** What differs between two states in Pulumi's shape, by path. `inputs` tell where the elements of sets stand in the program. */
export function detailedDiff(
    block: Block,
    old: Properties,
    planned: Properties,
    inputs: Properties,
    requiresNew: boolean,
): Record<string, PropertyDiff> {
    const changes = override(diffObject({ path: "", block }, old, planned, inputs), requiresNew);
    return Object.fromEntries(
        Object.entries(changes).map(([path, diffKind]) => [path, { diffKind, inputDiff: false }]),
    );
}

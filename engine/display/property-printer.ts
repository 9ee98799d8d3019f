import type { Operation } from "../events";
import { isSecret, Properties, PropertyValue, UNKNOWN } from "../property";
import { decodeText } from "./decode-text";
import { WORDS } from "./operation-words";
import { Paint, styleOf } from "./palette";
import { diffLines, withContext } from "./text-diff";
import { diffKeys, diffValues, isInternal, isPlainObject, MapDiff, ValueDiff } from "./value-diff";

const INDENT = "    ";

/** How a line begins, and what is shown. */
interface Place {
    indent: number;
    operation: Operation;
    /** Whether lines carry the operation's sign. */
    signed: boolean;
}

type Title = (place: Place) => string;

/** Prints properties and their differences as Pulumi does. Source: pkg/backend/display/object_diff.go. */
export class PropertyPrinter {
    constructor(
        private readonly paint: Paint,
        /** Leave out what did not change. */
        private readonly changesOnly = false,
    ) {}

    /** All properties of an object. */
    object(properties: Properties, place: Place): string {
        const keys = Object.keys(properties).sort();
        const width = widest(keys);
        return keys
            .filter((key) => !isInternal(key))
            .map((key) => this.property(key, width, properties[key], place))
            .join("");
    }

    /** @param width of the longest key beside it */
    property(key: string, width: number, value: PropertyValue, place: Place): string {
        return this.title(key, width, place) + this.valueLine(value, place);
    }

    /** @param include only these keys */
    diff(diff: MapDiff, indent: number, include?: string[]): string {
        const keys = diffKeys(diff).filter((key) => include === undefined || include.includes(key));
        return keys.map((key) => this.propertyDiff(key, widest(keys), diff, indent)).join("");
    }

    /** One property of a diff. */
    propertyDiff(key: string, width: number, diff: MapDiff, indent: number): string {
        const title: Title = (place) => this.title(key, width, place);
        const add = diff.adds.get(key);
        if (add !== undefined) return this.added(add, title, indent);
        const gone = diff.deletes.get(key);
        if (gone !== undefined) return this.deleted(gone, title, indent);
        const update = diff.updates.get(key);
        if (update) return this.updated(update, title, indent);
        const same = diff.sames.get(key) ?? null;
        if (this.changesOnly || isEmpty(same)) return "";
        const place: Place = { indent, operation: "same", signed: false };
        return title(place) + this.valueLine(same, place);
    }

    private title(key: string, width: number, place: Place): string {
        return this.indented(`${truncate(key.padEnd(width))}: `, place);
    }

    private indented(text: string, { indent, operation, signed }: Place): string {
        const space = INDENT.repeat(indent);
        return this.paint(
            styleOf(operation),
            (signed && space ? space.slice(0, -2) + WORDS[operation].prefix : space) + text,
        );
    }

    private colored(text: string, operation: Operation): string {
        return this.paint(styleOf(operation), text);
    }

    private valueLine(value: PropertyValue, place: Place): string {
        return `${this.value(value, place)}\n`;
    }

    private value(value: PropertyValue, place: Place): string {
        const unsigned = { ...place, signed: false };
        const inner = { ...place, indent: place.indent + 1 };
        if (Array.isArray(value)) {
            if (value.length === 0) return this.colored("[]", place.operation);
            const items = value.map(
                (item, index) => this.indented(`${INDENT}[${index}]: `, place) + this.valueLine(item, inner),
            );
            return `${this.colored("[", place.operation)}\n${items.join("")}${this.indented("]", unsigned)}`;
        }
        if (isPlainObject(value)) {
            if (Object.keys(value).length === 0) return this.colored("{}", place.operation);
            return `${this.colored("{", place.operation)}\n${this.object(value, inner)}${this.indented("}", unsigned)}`;
        }
        const decoded = typeof value === "string" ? decodeText(value) : undefined;
        if (decoded) return this.colored(`(${decoded.kind}) `, place.operation) + this.valueLine(decoded.value, place);
        return this.colored(primitive(value), place.operation);
    }

    private added(value: PropertyValue, title: Title, indent: number): string {
        const place: Place = { indent, operation: "create", signed: true };
        return title(place) + this.valueLine(value, place);
    }

    private deleted(value: PropertyValue, title: Title, indent: number): string {
        const place: Place = { indent, operation: "delete", signed: true };
        return title(place) + this.valueLine(value, place);
    }

    private updated(diff: ValueDiff, title: Title, indent: number): string {
        const place: Place = { indent, operation: "update", signed: true };
        const unsigned = { ...place, signed: false };
        if (diff.array)
            return `${title(place)}${this.colored("[", "update")}\n${this.items(diff.array, indent)}${this.indented("]\n", unsigned)}`;
        if (diff.object) {
            return `${title(place)}${this.colored("{", "update")}\n${this.diff(diff.object, indent + 1)}${this.indented("}\n", unsigned)}`;
        }
        const showOld = !isEmpty(diff.old);
        const showNew = !isEmpty(diff.new);
        if (showOld && showNew && isPrimitive(diff.old) && isPrimitive(diff.new)) {
            return title(place) + this.change(diff.old, diff.new, indent);
        }
        return (
            (showOld ? this.deleted(diff.old, title, indent) : "") +
            (showNew ? this.added(diff.new, title, indent) : "")
        );
    }

    private items(diff: MapDiff, indent: number): string {
        const keys = diffKeys(diff).sort((left, right) => Number(left) - Number(right));
        return keys
            .map((key) => {
                const title: Title = (place) => this.indented(`[${key}]: `, { ...place, indent: indent + 1 });
                const add = diff.adds.get(key);
                if (add !== undefined) return this.added(add, title, indent + 2);
                const gone = diff.deletes.get(key);
                if (gone !== undefined) return this.deleted(gone, title, indent + 2);
                const update = diff.updates.get(key);
                if (update) return this.updated(update, title, indent + 2);
                if (this.changesOnly) return "";
                const place: Place = { indent: indent + 2, operation: "same", signed: false };
                return title(place) + this.valueLine(diff.sames.get(key) ?? null, place);
            })
            .join("");
    }

    private change(old: PropertyValue, now: PropertyValue, indent: number): string {
        if (typeof old === "string" && typeof now === "string" && old !== UNKNOWN && now !== UNKNOWN) {
            return this.textChange(old, now, indent);
        }
        return `${this.colored(primitive(old), "delete")}${this.colored(" => ", "update")}${this.colored(primitive(now), "create")}\n`;
    }

    private textChange(old: string, now: string, indent: number): string {
        const before = decodeText(old);
        const after = decodeText(now);
        const inner = before && after && diffValues(before.value, after.value);
        if (before && after && inner) {
            const kind = before.kind === after.kind ? before.kind : `${before.kind} => ${after.kind}`;
            return this.colored(`(${kind}) `, "update") + this.updated(inner, () => "", indent);
        }
        if (!old.includes("\n") && !now.includes("\n")) {
            const arrow = this.colored(" => ", "update");
            return `${this.colored(JSON.stringify(old), "delete")}${arrow}${this.colored(JSON.stringify(now), "create")}\n`;
        }
        const lines = withContext(diffLines(old, now)).map(({ kind, line }) =>
            this.indented(`${truncate(line)}\n`, { indent: indent + 1, operation: kind, signed: kind !== "same" }),
        );
        return `\n${lines.join("")}`;
    }
}

export function widest(keys: string[]): number {
    return Math.max(0, ...keys.map((key) => key.length));
}

/** Defaults and absent values only clutter the output. */
export function isEmpty(value: PropertyValue): boolean {
    if (value === null || value === "") return true;
    if (Array.isArray(value)) return value.length === 0;
    return isPlainObject(value) && Object.keys(value).length === 0;
}

function isPrimitive(value: PropertyValue): boolean {
    return typeof value !== "object" || value === null || isSecret(value);
}

function primitive(value: PropertyValue): string {
    if (value === null) return "<null>";
    if (value === UNKNOWN) return "[unknown]";
    if (isSecret(value) || value === "[secret]") return "[secret]";
    return JSON.stringify(typeof value === "string" ? truncate(value) : value);
}

const MAXIMUM_LINES = 3;
const MAXIMUM_LINE_LENGTH = 150;

function truncate(text: string): string {
    const lines = text.split("\n");
    const shown = lines
        .slice(0, MAXIMUM_LINES)
        .map((line) => (line.length > MAXIMUM_LINE_LENGTH ? `${line.slice(0, MAXIMUM_LINE_LENGTH)}...` : line));
    return lines.length > MAXIMUM_LINES ? `${shown.join("\n")}\n...` : shown.join("\n");
}

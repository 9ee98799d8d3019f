import { parseDocument } from "yaml";
import type { PropertyValue } from "../property";

export interface Decoded {
    kind: "json" | "yaml";
    value: PropertyValue;
}

function isStructured(value: unknown): value is PropertyValue {
    return typeof value === "object" && value !== null;
}

/** The list or map that a text is written form of, if it is: its differences say more than those of the text. */
export function decodeText(text: string): Decoded | undefined {
    const trimmed = text.trim();
    if (/^[[{]/.test(trimmed)) {
        try {
            const value: unknown = JSON.parse(trimmed);
            return isStructured(value) ? { kind: "json", value } : undefined;
        } catch {
            // Perhaps it is YAML.
        }
    }
    // One line such as `a: b` is more likely prose.
    if (!/[\r\n]/.test(trimmed)) return undefined;
    const document = parseDocument(trimmed, { logLevel: "silent" });
    if (document.errors.length > 0) return undefined;
    const value: unknown = document.toJS();
    return isStructured(value) ? { kind: "yaml", value } : undefined;
}

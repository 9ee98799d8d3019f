import type { Operation } from "../events";

/** Pulumi's colors for terminals. Source: sdk/go/common/diag/colors/colors.go. */
const CODES = {
    bold: "\x1b[1m",
    headline: "\x1b[95m\x1b[1m",
    header: "\x1b[4m\x1b[94m",
    resource: "\x1b[94m",
    error: "\x1b[31m",
    warning: "\x1b[33m",
    info: "\x1b[35m",
    create: "\x1b[32m",
    update: "\x1b[33m",
    delete: "\x1b[31m",
    replace: "\x1b[95m",
    createReplacement: "\x1b[92m",
    deleteReplaced: "\x1b[91m",
    read: "\x1b[96m",
    plain: "",
} as const;

export type Style = keyof typeof CODES;

const STYLES: Record<Operation, Style> = {
    same: "plain",
    create: "create",
    update: "update",
    delete: "delete",
    replace: "replace",
    "create-replacement": "createReplacement",
    "delete-replaced": "deleteReplaced",
    read: "read",
    "read-replacement": "replace",
    refresh: "update",
    discard: "delete",
    "discard-replaced": "delete",
    "remove-pending-replace": "plain",
    import: "create",
    "import-replacement": "replace",
};

export function styleOf(operation: Operation): Style {
    return STYLES[operation];
}

/** Gives text a color, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export function painter(color: boolean): Paint {
    return (style, text) => (color && CODES[style] !== "" && text !== "" ? `${CODES[style]}${text}\x1b[0m` : text);
}

/** One wrong argument: where it is, what was given, and what to do about it. */
export interface Problem {
    readonly propertyPath: string;
    readonly value: unknown;
    readonly remedy: string;
}

const MAX_SHOWN_CHARACTERS = 100;

/** A problem in words: property, value, remedy. */
export function reasonOf(problem: Problem): string {
    const { propertyPath, value, remedy } = problem;
    return value === undefined
        ? `${propertyPath} is missing: ${remedy}`
        : `${propertyPath} is ${shown(value)}: ${remedy}`;
}

/** Whether this is an object of arguments: no list, no `Map`, no resource. */
export function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && classOf(value) === undefined;
}

/** Quotes and escapes texts, so that nothing in them acts on a terminal. */
function shown(value: unknown): string {
    const characters = Array.from(literal(value));
    return characters.length > MAX_SHOWN_CHARACTERS
        ? `${characters.slice(0, MAX_SHOWN_CHARACTERS).join("")}… (${characters.length} characters)`
        : characters.join("");
}

function literal(value: unknown): string {
    if (typeof value === "string" || (typeof value === "object" && nameless(value) === undefined)) {
        return JSON.stringify(value, (_, item: unknown) => nameless(item) ?? item);
    }
    return nameless(value) ?? String(value);
}

/** What JSON has no words for. */
function nameless(value: unknown): string | undefined {
    if (typeof value === "function") return "a function";
    if (typeof value === "bigint" || typeof value === "symbol") return String(value);
    const name = typeof value === "object" && value !== null ? classOf(value) : undefined;
    return name === undefined || name === "Array" ? undefined : `a ${name}`;
}

function classOf(value: object): string | undefined {
    const prototype = Object.getPrototypeOf(value) as object | null;
    return prototype === null || prototype === Object.prototype ? undefined : prototype.constructor.name;
}

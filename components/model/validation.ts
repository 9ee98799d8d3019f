/** Stands for a value that is known only later (an output); no rule applies to it yet. */
export const LATER: unique symbol = Symbol("known later");

/** One wrong argument: where it is, what was given, and what to do about it. */
export interface Problem {
    readonly propertyPath: string;
    readonly value: unknown;
    readonly remedy: string;
}

/** Says what a right value would be, or nothing when the value is right. */
export type Rule = (value: unknown) => string | undefined;

/** Walks one object of arguments and collects every problem in it, each with its path. */
export class Arguments {
    constructor(
        private readonly values: Record<string, unknown>,
        readonly problems: Problem[] = [],
        private readonly prefix = "",
    ) {}

    /** The value, if it is given and known by now. */
    get(name: string): unknown {
        const value = this.values[name];
        return value === LATER || value === null ? undefined : value;
    }

    isGiven(name: string): boolean {
        return this.values[name] !== undefined && this.values[name] !== null;
    }

    isLater(name: string): boolean {
        return this.values[name] === LATER;
    }

    add(name: string, remedy: string, value: unknown = this.get(name)): void {
        this.problems.push({ propertyPath: this.pathOf(name), value, remedy });
    }

    check(name: string, rule: Rule): void {
        const value = this.get(name);
        const remedy = value === undefined ? undefined : rule(value);
        if (remedy !== undefined) {
            this.add(name, remedy, value);
        }
    }

    require(name: string, rule: Rule): void {
        if (this.isGiven(name)) {
            this.check(name, rule);
        } else {
            this.add(name, rule(undefined) ?? "give a value");
        }
    }

    /** The arguments inside an object; none if it is absent or not an object, which is then a problem. */
    object(name: string): Arguments | undefined {
        const value = this.get(name);
        if (value === undefined) {
            return undefined;
        }
        if (typeof value !== "object" || Array.isArray(value)) {
            this.add(name, "give an object");
            return undefined;
        }
        return new Arguments(value as Record<string, unknown>, this.problems, this.pathOf(name));
    }

    /** The keys of the object itself. */
    keys(): string[] {
        return Object.keys(this.values);
    }

    /** The arguments inside each object of a list, by index. */
    objects(name: string): Arguments[] {
        return this.items(name).flatMap((item) => item.object("") ?? []);
    }

    /** Applies a rule to every item of a list. */
    checkEach(name: string, rule: Rule): void {
        this.items(name).forEach((item) => item.require("", rule));
    }

    private items(name: string): Arguments[] {
        const value = this.get(name);
        if (value === undefined) {
            return [];
        }
        if (!Array.isArray(value)) {
            this.add(name, "give a list");
            return [];
        }
        return value.map(
            (item: unknown, index) => new Arguments({ "": item }, this.problems, `${this.pathOf(name)}[${index}]`),
        );
    }

    private pathOf(name: string): string {
        if (name === "" || this.prefix === "") {
            return name === "" ? this.prefix : name;
        }
        return /^[A-Za-z_]\w*$/.test(name) ? `${this.prefix}.${name}` : `${this.prefix}[${JSON.stringify(name)}]`;
    }
}

/** A problem in words: property, value, remedy. */
export function reasonOf(problem: Problem): string {
    const { propertyPath, value, remedy } = problem;
    return value === undefined
        ? `${propertyPath} is missing: ${remedy}`
        : `${propertyPath} is ${shown(value)}: ${remedy}`;
}

function shown(value: unknown): string {
    const text = typeof value === "number" || typeof value === "bigint" ? String(value) : JSON.stringify(value);
    return text.length > 100 ? `${text.slice(0, 100)}… (${text.length} characters)` : text;
}

/** A whole number in a range that numbers hold exactly. */
export function wholeNumber(unit: string, min: number, max: number = Number.MAX_SAFE_INTEGER): Rule {
    const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} to 2^53 - 1` : `from ${min} to ${max}`;
    return (value) =>
        typeof value === "number" && Number.isSafeInteger(value) && value >= min && value <= max
            ? undefined
            : `give a whole number of ${unit} ${range}`;
}

/** Seconds, fractions allowed. */
export function seconds(min: number, exclusive = false): Rule {
    return (value) =>
        typeof value === "number" && Number.isFinite(value) && (exclusive ? value > min : value >= min)
            ? undefined
            : `give a finite number of seconds, ${exclusive ? "more than" : "at least"} ${min}`;
}

export function oneOf(values: readonly string[]): Rule {
    return (value) => (values.includes(value as string) ? undefined : `give one of ${values.join(", ")}`);
}

export const text: Rule = (value) =>
    typeof value === "string" && value !== "" && !value.includes("\0") ? undefined : "give a text that is not empty";

export const trueOrFalse: Rule = (value) => (typeof value === "boolean" ? undefined : "give true or false");

/** An absolute, plain path: no "..", no NUL, none of the characters that Docker reads as separators. */
export function absolutePath(where: string, separators: string[] = []): Rule {
    return (value) => {
        if (typeof value !== "string" || !value.startsWith("/")) {
            return `give an absolute path ${where}, one that begins with /`;
        }
        if (value.includes("\0") || value.split("/").some((part) => part === ".." || part === ".")) {
            return `give the path ${where} without "." and ".." parts`;
        }
        const found = separators.find((character) => value.includes(character));
        return found === undefined ? undefined : `Docker reads "${found}" as a separator: give a path without it`;
    };
}

import { isRecord, Problem } from "./problems";

/** 68 years: more overflows the nanoseconds or the 32 bits that Docker and the kernel count in. */
export const MAX_SECONDS = 2 ** 31 - 1;

/** Stands for a value that is known only later (an output); no rule applies to it yet. */
export const LATER: unique symbol = Symbol("known later");

/** Says what a right value would be, or nothing when the value is right. */
export type Rule = (value: unknown) => string | undefined;

/** Walks one object of arguments and collects every problem in it, each with its path. */
export class Arguments {
    private readonly known = new Set<string>();

    constructor(
        private readonly values: Record<string, unknown>,
        readonly problems: Problem[] = [],
        private readonly prefix = "",
    ) {}

    /** The value, if it is given and known by now. */
    get(name: string): unknown {
        this.known.add(name);
        const value = this.values[name];
        return value === LATER || value === null ? undefined : value;
    }

    isGiven(name: string): boolean {
        this.known.add(name);
        return this.values[name] !== undefined && this.values[name] !== null;
    }

    isLater(name: string): boolean {
        this.known.add(name);
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
        if (!isRecord(value)) {
            this.addShape(name, "give an object");
            return undefined;
        }
        return new Arguments(value, this.problems, this.pathOf(name));
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

    /** For what the program itself goes by: it would take an output for something that is given, and go on. */
    requirePlain(...names: string[]): void {
        for (const name of names.filter((one) => this.isLater(one))) {
            this.add(name, "give a plain value: an output is known only later", "<output>");
        }
    }

    /** To be called last: whatever no rule has asked for is a mistake. It may be a secret in the wrong place. */
    refuseOthers(): void {
        const names = [...this.known].sort().join(", ");
        for (const name of this.keys().filter((key) => !this.known.has(key) && this.values[key] !== undefined)) {
            this.add(name, `there is no such property, only ${names}`, "<not shown>");
        }
    }

    private items(name: string): Arguments[] {
        const value = this.get(name);
        if (value === undefined) {
            return [];
        }
        if (!Array.isArray(value)) {
            this.addShape(name, "give a list");
            return [];
        }
        return value.map(
            (item: unknown, index) => new Arguments({ "": item }, this.problems, `${this.pathOf(name)}[${index}]`),
        );
    }

    /** Once, and only if no rule has complained of the same value. */
    private addShape(name: string, remedy: string): void {
        if (!this.problems.some(({ propertyPath }) => propertyPath === this.pathOf(name))) {
            this.add(name, remedy);
        }
    }

    private pathOf(name: string): string {
        if (name === "" || this.prefix === "") {
            return name === "" ? this.prefix : name;
        }
        return /^[A-Za-z_]\w*$/.test(name) ? `${this.prefix}.${name}` : `${this.prefix}[${JSON.stringify(name)}]`;
    }
}

/** A whole number in a range that numbers hold exactly. */
export function wholeNumber(what: string, min: number, max: number = Number.MAX_SAFE_INTEGER): Rule {
    const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} to 2^53 - 1` : `from ${min} to ${max}`;
    return (value) =>
        typeof value === "number" && Number.isSafeInteger(value) && value >= min && value <= max
            ? undefined
            : `give ${what} ${range}`;
}

/** @param shown the unit in words */
export function multipleOf(unitBytes: number, min: number, max?: number, shown = `${unitBytes} bytes`): Rule {
    return (value) =>
        wholeNumber("a whole number of bytes", min, max)(value) ??
        ((value as number) % unitBytes === 0 ? undefined : `give a multiple of ${shown}`);
}

/** Seconds, fractions allowed. */
export function seconds(min: number, exclusive = false, max = MAX_SECONDS): Rule {
    const remedy = exclusive ? `more than ${min} seconds, ${max} at most` : `a number of seconds from ${min} to ${max}`;
    return (value) =>
        typeof value === "number" && (exclusive ? value > min : value >= min) && value <= max
            ? undefined
            : `give ${remedy}`;
}

export function oneOf(values: readonly string[]): Rule {
    return (value) => (values.includes(value as string) ? undefined : `give one of ${values.join(", ")}`);
}

/** A text, empty or not. No program can be given a NUL, and half a character would arrive as another one. */
export const anyText: Rule = (value) => {
    if (typeof value !== "string") return "give a text";
    if (value.includes("\0")) return "give a text without NUL characters";
    return /\p{Surrogate}/u.test(value)
        ? "give a text of whole characters: it has half of a surrogate pair"
        : undefined;
};

export const text: Rule = (value) =>
    typeof value === "string" && value !== "" ? anyText(value) : "give a text that is not empty";

export const trueOrFalse: Rule = (value) => (typeof value === "boolean" ? undefined : "give true or false");

import { PropertyValue } from "../../property";

/** What is wrong with a value, in the words of the Terraform provider; its own checks say it twice (summary and detail). */
type Validate = (value: PropertyValue) => string | undefined;

function twice(text: string): string {
    return `${text}. ${text}`;
}

export function atLeast(minimum: number): Validate {
    return (value) =>
        typeof value === "number" && value < minimum ? twice(`'${value}' cannot be lower than ${minimum}`) : undefined;
}

export function matches(pattern: RegExp): Validate {
    return (value) =>
        typeof value === "string" && !pattern.test(value)
            ? twice(`'${value}' doesn't match the pattern '${pattern.source}'`)
            : undefined;
}

/** Complete but for the path, which goes before it: "expected PATH to be one of ...". */
export function oneOf(values: readonly string[]): Validate {
    return (value) =>
        typeof value === "string" && !values.includes(value)
            ? `expected %s to be one of [${values.map((one) => JSON.stringify(one)).join(" ")}], got ${value}`
            : undefined;
}

export const absolutePath: Validate = (value) =>
    typeof value === "string" && !/^[a-zA-Z]:[\\/]|^\//.test(value)
        ? twice(`'${value}' must be an absolute path`)
        : undefined;

export const base64: Validate = (value) =>
    typeof value === "string" && !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)
        ? twice(`'${value}' is not base64 decodeable`)
        : undefined;

export const duration: Validate = (value) => {
    if (typeof value !== "string") return undefined;
    if (!/^[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.test(value)) {
        return twice(`'${value}' is not a valid duration`);
    }
    return /^-.*[1-9]/.test(value) ? twice(`'${value}' duration must not be negative`) : undefined;
};

export const ratio: Validate = (value) => {
    if (typeof value !== "string") return undefined;
    if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(value)) return twice(`'${value}' is not a float`);
    return Number(value) < 0 || Number(value) > 1 ? twice(`'${value}' has to be between 0.0 and 1.0`) : undefined;
};

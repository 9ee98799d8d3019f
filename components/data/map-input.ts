import * as pulumi from "@pulumi/pulumi";

/**
 * An input, changed: at once if it is plain, when it is known otherwise. The first costs nothing, while every output costs the
 * program a dozen promises.
 */
export function mapInput<T, U>(
    input: pulumi.Input<T>,
    change: (value: pulumi.Unwrap<T>) => pulumi.Input<U>,
): pulumi.Input<U> {
    return isPlain(input)
        ? change(input as pulumi.Unwrap<T>)
        : (pulumi.output<T>(input as T).apply(change) as pulumi.Input<U>);
}

/** As a script's environment takes it: empty if it is not given. */
export function asText(input: pulumi.Input<number> | undefined): pulumi.Input<string> {
    return mapInput(input, (known) => String(known ?? ""));
}

function isPlain(value: unknown): boolean {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
    return typeof value !== "object" || value === null || Object.values(value).every(isPlain);
}

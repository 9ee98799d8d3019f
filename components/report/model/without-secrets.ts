/** What stands where a value is secret. */
export const SECRET = Symbol("secret");

/** The key that marks values which are no plain JSON, and what it says of a secret. Source: sig.go in pulumi/pulumi. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** A value of a stack's state with SECRET in place of every secret, encrypted or in the clear. */
export function withoutSecrets(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withoutSecrets);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    if (entries.some(([key, mark]) => key === SIGNATURE && mark === SECRET_SIGNATURE)) return SECRET;
    return Object.fromEntries(entries.map(([key, inner]) => [key, withoutSecrets(inner)]));
}

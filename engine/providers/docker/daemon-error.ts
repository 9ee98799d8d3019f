function field(value: unknown, key: string): unknown {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** The daemon's own message, in the words in which Docker's Go client (and so Pulumi) reports it. */
export function describe(error: unknown): string {
    const message = field(field(error, "json"), "message");
    if (typeof message === "string") return `Error response from daemon: ${message}`;
    if (!(error instanceof Error)) return String(error);
    const answer = /^\(HTTP code \d+\) .*? - (.*)$/s.exec(error.message);
    if (answer !== null) return `Error response from daemon: ${answer[1].trim()}`;
    if (error.name === "TimeoutError") return "context deadline exceeded";
    return error.name === "AbortError" ? "context canceled" : error.message;
}

export function isNotFound(error: unknown): boolean {
    return field(error, "statusCode") === 404;
}

export function mentions(error: unknown, ...texts: string[]): boolean {
    const message = describe(error).toLowerCase();
    return texts.some((text) => message.includes(text.toLowerCase()));
}

/** Runs one step, and says which one it was when it fails. */
export async function during<T>(what: string, step: Promise<T>): Promise<T> {
    try {
        return await step;
    } catch (error) {
        throw new Error(`${what}: ${describe(error)}`, { cause: error });
    }
}

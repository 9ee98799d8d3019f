import { existsSync, readFileSync, statSync, watch } from "node:fs";

/** What a machine prints while it starts and runs, in a file that only grows. */
export class ConsoleLog {
    constructor(readonly file: string) {}

    /** Where it ends now; lines after this are those of the next start. */
    get endBytes(): number {
        return statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
    }

    lastLines(count: number): string {
        return existsSync(this.file)
            ? readFileSync(this.file, "utf8").trimEnd().split("\n").slice(-count).join("\n")
            : "";
    }

    /** Resolves when all patterns have been printed after `startBytes`; rejects with the last lines when that takes too long. */
    async until(patterns: RegExp[], startBytes: number, limitSeconds: number): Promise<void> {
        const ended = new AbortController();
        const limit = setTimeout(() => ended.abort(), limitSeconds * 1000);
        const hasAll = () => {
            const text = readFileSync(this.file).subarray(startBytes).toString();
            return patterns.every((pattern) => pattern.test(text));
        };
        try {
            await new Promise<void>((resolve, reject) => {
                const watcher = watch(this.file, { signal: ended.signal }, () => {
                    if (hasAll()) resolve();
                });
                watcher.on("error", reject);
                ended.signal.addEventListener("abort", () =>
                    reject(
                        new Error(
                            `${this.file} did not show ${patterns.join(" and ")} within ${limitSeconds} s:\n${this.lastLines(20)}`,
                        ),
                    ),
                );
                if (hasAll()) resolve();
            });
        } finally {
            clearTimeout(limit);
            ended.abort();
        }
    }
}

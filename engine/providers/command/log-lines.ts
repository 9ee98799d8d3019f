/** Cuts what a process prints into lines, and hands each on as soon as it is complete. */
export function logLines(onLine: (line: string) => void): { write(bytes: Buffer): void; end(): void } {
    let pending = Buffer.alloc(0);
    const hand = (bytes: Buffer) => onLine(bytes.toString("utf8").replace(/\r$/, ""));
    return {
        write(bytes) {
            pending = Buffer.concat([pending, bytes]);
            for (let end = pending.indexOf("\n"); end >= 0; end = pending.indexOf("\n")) {
                hand(pending.subarray(0, end));
                pending = pending.subarray(end + 1);
            }
        },
        end() {
            if (pending.length > 0) hand(pending);
        },
    };
}

import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** Resolves when a Docker daemon says that it listens on a socket; an error has its last words, if it ends before that. */
export async function untilListening(said: Readable, socket: string): Promise<void> {
    const lines: string[] = [];
    for await (const line of createInterface({ input: said })) {
        lines.push(line);
        if (line.includes(`API listen on ${socket}`)) {
            said.resume();
            return;
        }
    }
    throw new Error(`dockerd did not start:\n${lines.slice(-10).join("\n")}`);
}

import { createInterface, Interface } from "node:readline/promises";
import { Writable } from "node:stream";
import { AlreadyReported, CliError } from "./errors";
import type { GlobalFlags } from "./options";

/** Whether somebody is there to answer questions. */
export function isInteractive(flags: Pick<GlobalFlags, "nonInteractive">): boolean {
    return !flags.nonInteractive && process.stdin.isTTY && process.stdout.isTTY && !process.env.CI;
}

async function answerTo(question: string, terminal: Interface): Promise<string> {
    const ended = new Promise<never>((_, reject) => {
        // Ctrl-C, or the end of the input; after an answer nobody listens any more.
        terminal.once("close", () => {
            reject(new CliError("the question was not answered"));
        });
    });
    try {
        return await Promise.race([terminal.question(question), ended]);
    } finally {
        ended.catch(() => undefined);
        terminal.close();
    }
}

/** Asks one line of the terminal. */
export async function ask(question: string): Promise<string> {
    const answer = await answerTo(question, createInterface({ input: process.stdin, output: process.stdout }));
    return answer.trim();
}

/** Asks one line that is not shown while it is typed. */
export async function askSecretly(question: string): Promise<string> {
    process.stdout.write(question);
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    try {
        return await answerTo("", createInterface({ input: process.stdin, output: nowhere, terminal: true }));
    } finally {
        process.stdout.write("\n");
    }
}

/** Has something irreversible confirmed by typing the name of what it is done to. */
export async function confirmByName(warning: string, name: string): Promise<void> {
    const answer = await ask(`${warning}\nPlease confirm that this is what you'd like to do by typing \`${name}\`: `);
    if (answer !== name) {
        process.stdout.write("confirmation declined\n");
        throw new AlreadyReported();
    }
}

/** Columns side by side, as Pulumi prints tables. */
export function printTable(rows: string[][], prefix = ""): void {
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    for (const row of rows) {
        const cells = row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column])));
        process.stdout.write(`${prefix}${cells.join("  ")}\n`);
    }
}

export function printJson(value: unknown): void {
    process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { Command, InvalidArgumentError } from "commander";
import { backendFolder } from "./backend";
import { readState, StateError } from "./model/stored-state";
import { reportOf } from "./model/report";
import { renderPage } from "./page/page";
import { pastUpdates } from "./past-updates";

const FAILURE = 1;

interface Flags {
    output: string;
    backend?: string;
    updates: number;
}

function count(value: string): number {
    const number = Number(value);
    if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError("give a whole number from 0 up.");
    return number;
}

async function write(file: string | undefined, { output, backend, updates }: Flags): Promise<void> {
    if (file === undefined && process.stdin.isTTY) {
        throw new StateError("there is no state to read: `pulumi stack export | docker-storage-report`");
    }
    const text = await (file === undefined || file === "-" ? textOf(process.stdin) : readFile(file, "utf8"));
    const state = readState(text);
    const history =
        updates === 0
            ? { missing: "It was left out (--updates 0)." }
            : await pastUpdates(await backendFolder(backend, process.env), state, updates);
    await writeFile(output, renderPage(reportOf(state, history)));
    process.stdout.write(`${resolve(output)}\n`);
}

const program = new Command("docker-storage-report")
    .description(
        "Draws what containers share, how full and how fast it is, and how that came: one HTML file, no network",
    )
    .argument("[file]", "what `pulumi stack export` printed (default: standard input)")
    .option("-o, --output <file>", "The page", "report.html")
    .option("--backend <url>", "Where the stack's history is, if it is in files (default: PULUMI_BACKEND_URL)")
    .option("--updates <count>", "How many of the latest updates the history shows; 0 for none", count, 50)
    .addHelpText(
        "after",
        `
Secrets are left out. Prints where the page is.

  pulumi stack export | docker-storage-report --output storage.html`,
    )
    .action(async (file: string | undefined, flags: Flags) => {
        try {
            await write(file, flags);
        } catch (error) {
            const isExpected = error instanceof StateError || (error as NodeJS.ErrnoException).code !== undefined;
            if (!isExpected) throw error;
            process.stderr.write(`error: ${(error as Error).message}\n`);
            process.exitCode = FAILURE;
        }
    });

void program.parseAsync();

import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What a command prints first, or nothing where it cannot be run. */
export async function firstLine(file: string, ...args: string[]): Promise<string | undefined> {
    return promisify(execFile)(file, args).then(
        ({ stdout }) => stdout.split("\n")[0].trim(),
        () => undefined,
    );
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Observation } from "./observation";

/** What the real Pulumi did with each case: its program, the operations on it, and what each of them left behind. */
export const RECORDED = join(__dirname, "recorded");

export interface Recording {
    name: string;
    folder: string;
    /** Secrets that are set before the first operation, by configuration key. */
    secrets: Record<string, string>;
    observations: Observation[];
}

/** The lines of `steps` that are operations: `VERB STEP FLAG...` or `stack COMMAND FLAG...` on the stack, `sh SCRIPT` on the daemon. */
export function operations(steps: string): string[] {
    return steps.split("\n").filter((line) => line !== "" && !line.startsWith("secret "));
}

export function readRecording(name: string): Recording {
    const folder = join(RECORDED, name);
    const lines = readFileSync(join(folder, "steps"), "utf8").split("\n");
    const secrets = lines.filter((line) => line.startsWith("secret ")).map((line) => line.split(" ").slice(1));
    const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
    return {
        name,
        folder,
        secrets: Object.fromEntries(secrets.map(([key, ...value]) => [key, value.join(" ")])),
        observations: files.sort().map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Observation),
    };
}

export function recordedCases(): string[] {
    return readdirSync(RECORDED).sort();
}

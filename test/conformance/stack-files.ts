import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setStackConfig } from "../stack-settings";

export const PROJECT = "conformance";
export const STACK = "dev";

/** What `config set step` does to the stack's settings. */
export function setStep(project: string, step: string): void {
    setStackConfig(project, STACK, { [`${PROJECT}:step`]: step });
}

/** The file in which a backend that is a folder keeps the stack. */
export function readStackFile(backend: string): string {
    return readFileSync(join(backend, ".pulumi", "stacks", PROJECT, `${STACK}.json`), "utf8");
}

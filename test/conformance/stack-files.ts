import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

export const PROJECT = "conformance";
export const STACK = "dev";

/** What `config set step` does to the stack's settings: what else they hold, secrets and their salt, stays. */
export function setStep(project: string, step: string): void {
    const file = join(project, `Pulumi.${STACK}.yaml`);
    const settings = (parse(readFileSync(file, "utf8")) ?? {}) as { config?: Record<string, unknown> };
    const config = { ...settings.config, [`${PROJECT}:step`]: step };
    writeFileSync(file, stringify({ ...settings, config }));
}

/** The file in which a backend that is a folder keeps the stack. */
export function readStackFile(backend: string): string {
    return readFileSync(join(backend, ".pulumi", "stacks", PROJECT, `${STACK}.json`), "utf8");
}

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

interface Settings {
    config?: Record<string, unknown>;
}

/** Sets values in Pulumi.<stack>.yaml as a person would: what else it holds stays, secrets and their salt included. */
export function setStackConfig(project: string, stack: string, config: Record<string, unknown>): void {
    const file = join(project, `Pulumi.${stack}.yaml`);
    const settings = ((existsSync(file) && parse(readFileSync(file, "utf8"))) || {}) as Settings;
    writeFileSync(file, stringify({ ...settings, config: { ...settings.config, ...config } }));
}

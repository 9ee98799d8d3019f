import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** The folder in which Docker's own command line keeps its settings. */
function configFolder(): string {
    return process.env.DOCKER_CONFIG || join(homedir(), ".docker");
}

/** The host of a Docker context made with `docker context create`. */
export function contextHost(name: string): string {
    const folder = createHash("sha256").update(name).digest("hex");
    const file = join(configFolder(), "contexts", "meta", folder, "meta.json");
    try {
        const meta = JSON.parse(readFileSync(file, "utf8")) as { Endpoints: { docker: { Host: string } } };
        return meta.Endpoints.docker.Host;
    } catch (error) {
        throw new Error(`Error loading Docker context '${name}': ${(error as Error).message}`, { cause: error });
    }
}

/** The host of the context that `docker context use` chose, if it is not the default one. */
export function currentContext(): string | undefined {
    let settings: { currentContext?: string };
    try {
        settings = JSON.parse(readFileSync(join(configFolder(), "config.json"), "utf8")) as typeof settings;
    } catch {
        return undefined; // no settings: Docker's own command line goes on with the default, too
    }
    const name = settings.currentContext;
    return name === undefined || name === "" || name === "default" ? undefined : contextHost(name);
}

// Where Docker is: what `docker` itself would talk to, found without needing the `docker` command.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "./process.mjs";

export const defaultSocket = "/var/run/docker.sock";

/**
 * The endpoint in Docker's own order: DOCKER_HOST, DOCKER_CONTEXT, the current context, the default socket.
 * `variables` is what a child needs in its environment to talk to it; empty where it already has that.
 * @param {Record<string, string | undefined>} env
 * @param {string} home
 * @returns {{ host: string, chosenBy: string | undefined, variables: Record<string, string> }}
 */
export function findEndpoint(env, home) {
    if (env.DOCKER_HOST) {
        return { host: env.DOCKER_HOST, chosenBy: "DOCKER_HOST", variables: {} };
    }
    const folder = env.DOCKER_CONFIG || join(home, ".docker");
    if (env.DOCKER_CONTEXT && env.DOCKER_CONTEXT !== "default") {
        return contextEndpoint(folder, env.DOCKER_CONTEXT, "DOCKER_CONTEXT");
    }
    const current = env.DOCKER_CONTEXT ? undefined : currentContext(folder);
    if (current !== undefined && current !== "default") {
        return contextEndpoint(folder, current, `context "${current}"`);
    }
    return { host: `unix://${defaultSocket}`, chosenBy: undefined, variables: {} };
}

function currentContext(folder) {
    const file = join(folder, "config.json");
    if (!existsSync(file)) {
        return undefined;
    }
    return readJson(file).currentContext || undefined;
}

function contextEndpoint(folder, name, chosenBy) {
    const id = createHash("sha256").update(name).digest("hex");
    const file = join(folder, "contexts", "meta", id, "meta.json");
    const host = existsSync(file) ? readJson(file).Endpoints?.docker?.Host : undefined;
    if (!host) {
        throw new SetupError(`${chosenBy} names the Docker context "${name}", but ${folder} has none of that name.
Choose another with \`docker context use NAME\`, or set DOCKER_HOST.`);
    }
    const certificates = join(folder, "contexts", "tls", id, "docker");
    const tls = existsSync(certificates) ? { DOCKER_CERT_PATH: certificates, DOCKER_TLS_VERIFY: "1" } : {};
    return { host, chosenBy, variables: { DOCKER_HOST: host, ...tls } };
}

function readJson(file) {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        throw new SetupError(`${file} is not valid JSON (${error.message}): correct it, or set DOCKER_HOST.`);
    }
}

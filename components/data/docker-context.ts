import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** What a Docker context leads to. */
export interface ContextEndpoint {
    /** As in DOCKER_HOST. */
    address: string;
    /** The folder with the context's certificates, if it has some. */
    certPath?: string;
}

/** Reads a context that `docker context create` made; undefined if there is none of that name. */
export function contextEndpoint(name: string): ContextEndpoint | undefined {
    if (name === "default") return { address: "unix:///var/run/docker.sock" };
    const folder = join(process.env.DOCKER_CONFIG || join(homedir(), ".docker"), "contexts");
    const hash = createHash("sha256").update(name).digest("hex");
    const file = join(folder, "meta", hash, "meta.json");
    if (!existsSync(file)) return undefined;
    const meta = JSON.parse(readFileSync(file, "utf8")) as { Endpoints?: { docker?: { Host?: string } } };
    const address = meta.Endpoints?.docker?.Host;
    if (!address) return undefined;
    const certificates = join(folder, "tls", hash, "docker");
    return { address, ...(existsSync(certificates) && { certPath: certificates }) };
}

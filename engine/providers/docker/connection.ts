import { readFileSync } from "node:fs";
import { join } from "node:path";
import type Docker from "dockerode";
import type { DockerOptions } from "dockerode";
import { describe } from "./daemon-error";
import { currentContext, contextHost } from "./docker-context";
import { noticeLoss } from "./lost-daemon";
import { sshAgent } from "./ssh-agent";

/** Where a Docker daemon is and how to get to it, as the provider's configuration says. */
export interface ConnectionConfig {
    /** `unix://`, `tcp://`, `http(s)://` or `ssh://`; default: DOCKER_HOST, the current Docker context, the usual socket. */
    readonly host?: string;
    /** A Docker context's name, which comes before `host`; default: DOCKER_CONTEXT. */
    readonly context?: string;
    /** Further arguments for `ssh`. */
    readonly sshOpts: readonly string[];
    readonly caMaterial?: string;
    readonly certMaterial?: string;
    readonly keyMaterial?: string;
    /** A folder with ca.pem, cert.pem and key.pem; default: DOCKER_CERT_PATH. */
    readonly certPath?: string;
    /** How long the daemon may take to answer; default: DOCKER_CLIENT_TIMEOUT, or 60. */
    readonly answerLimitSeconds: number;
}

const DEFAULT_SOCKET = "/var/run/docker.sock";
const PLAIN_PORT = 2375;

export function resolveHost(config: ConnectionConfig): string {
    const context = config.context ?? process.env.DOCKER_CONTEXT;
    if (context) return contextHost(context);
    return config.host ?? (process.env.DOCKER_HOST || undefined) ?? currentContext() ?? `unix://${DEFAULT_SOCKET}`;
}

function tlsOf(config: ConnectionConfig): Pick<DockerOptions, "ca" | "cert" | "key"> | undefined {
    const { caMaterial, certMaterial, keyMaterial } = config;
    const certPath = config.certPath ?? (process.env.DOCKER_CERT_PATH || undefined);
    if (certMaterial || keyMaterial) {
        if (!certMaterial || !keyMaterial) throw new Error("cert_material, and key_material must be specified");
        if (certPath) throw new Error("cert_path must not be specified");
        return { ca: caMaterial, cert: certMaterial, key: keyMaterial };
    }
    if (!certPath) return undefined;
    const pem = (name: string) => readFileSync(join(certPath, name), "utf8");
    return { ca: pem("ca.pem"), cert: pem("cert.pem"), key: pem("key.pem") };
}

function optionsFor(host: string, config: ConnectionConfig): DockerOptions & { agent?: unknown } {
    const url = /^([a-z]+):\/\/(.*)$/.exec(host);
    if (url === null) throw new Error(`unable to parse docker host \`${host}\``);
    const [, scheme, rest] = url;
    // What is left out here, dockerode would take from the environment.
    const local = { protocol: "http", host: undefined, timeout: undefined } as const;
    if (scheme === "unix") return { ...local, socketPath: rest };
    if (scheme === "npipe") return { ...local, socketPath: rest.replaceAll("/", "\\") };
    const { hostname, port } = new URL(`http://${rest}`);
    if (scheme === "ssh") {
        const agent = sshAgent(new URL(host), config.sshOpts);
        return { protocol: "http", host: "docker", port: PLAIN_PORT, timeout: undefined, agent };
    }
    const tls = tlsOf(config);
    const protocol = tls !== undefined || scheme === "https" ? "https" : "http";
    const given = Number(port) || (protocol === "https" ? 443 : 80);
    return { protocol, host: hostname, port: given, timeout: undefined, ...tls };
}

/** A client of the daemon, once it has answered. When `cancelled` is aborted, its requests end at once. */
export async function connect(config: ConnectionConfig, cancelled: AbortSignal): Promise<Docker> {
    const host = resolveHost(config);
    try {
        // Loading it takes a tenth of a second, and an update without changes asks the daemon nothing.
        const { default: Client } = await import("dockerode");
        const docker = new Client(optionsFor(host, config));
        noticeLoss(docker, host, config.answerLimitSeconds, cancelled);
        await docker.ping().catch((error: unknown) => {
            const remedy = `please make sure that ${host} is reachable and has a  '_ping' endpoint`;
            throw new Error(`Error pinging Docker server, ${remedy}. Error: ${describe(error)}`, { cause: error });
        });
        return docker;
    } catch (error) {
        throw new Error(`failed to create Docker client: ${describe(error)}`, { cause: error });
    }
}

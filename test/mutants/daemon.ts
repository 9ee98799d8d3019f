import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Docker from "dockerode";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { capture } from "../../setup/process.mjs";
import { untilListening } from "../live/listening-daemon";

const BASE = "docker-storage/toolbox:base";
const SOCKET = "/run/docker.sock";

/**
 * The Docker daemon of a machine that has nothing else: at the usual socket, with a bridge network. What broken tests leave on it
 * is nobody's.
 */
export class Daemon {
    private readonly docker = new Docker({ socketPath: SOCKET });
    private process: ChildProcess | undefined;

    constructor(private readonly folder: string) {}

    /** @param archive the toolbox image, as `docker save` writes it */
    async start(archive: string): Promise<void> {
        mkdirSync(this.folder);
        const places = ["data-root", "exec-root", "pidfile"].flatMap((what) => [`--${what}`, join(this.folder, what)]);
        // Ports are published by its proxies: packet filters would be one thing more that not every kernel has.
        const network = ["--iptables=false", "--ip6tables=false"];
        const daemon = spawn("dockerd", [...places, ...network, "--host", `unix://${SOCKET}`], {
            stdio: ["ignore", "ignore", "pipe"],
        });
        this.process = daemon;
        await untilListening(daemon.stderr, SOCKET);
        await must("load", "--quiet", "--input", archive);
        await must("tag", toolboxImage, BASE);
    }

    /** The image that the tests use gets these programs. */
    async installTools(sources: string): Promise<void> {
        const replace =
            "rm -r /opt/volume-tools && cp -r /sources /opt/volume-tools && python3 -m compileall -q /opt/volume-tools";
        const mount = `type=bind,source=${sources},target=/sources,readonly`;
        const id = await must("create", "--network", "none", "--mount", mount, BASE, "sh", "-euc", replace);
        const { code, stdout, stderr } = await capture("docker", ["start", "--attach", id]);
        if (code !== 0) throw new Error(`the programs of the toolbox do not compile:\n${stdout}${stderr}`);
        await must("commit", "--change", 'CMD ["/bin/sh"]', id, toolboxImage);
        await must("rm", id);
    }

    /** Removes what tests have left, and images of theirs. */
    async clear(): Promise<void> {
        const containers = await this.docker.listContainers({ all: true });
        // Some go by themselves meanwhile.
        await Promise.allSettled(
            containers.map(({ Id }) => this.docker.getContainer(Id).remove({ force: true, v: true })),
        );
        const { Volumes } = await this.docker.listVolumes();
        await Promise.allSettled(Volumes.map(({ Name }) => this.docker.getVolume(Name).remove()));
        await this.docker.pruneNetworks();
        await this.docker.pruneImages({ filters: { dangling: ["true"] } });
    }

    async stop(): Promise<void> {
        const { process: daemon } = this;
        if (daemon?.exitCode !== null) return;
        await this.clear().catch(() => undefined);
        const ended = once(daemon, "exit");
        daemon.kill("SIGTERM");
        await ended;
    }
}

async function must(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await capture("docker", args);
    if (code !== 0) throw new Error(`docker ${args[0]} ended with ${code}: ${stderr}`);
    return stdout.trim();
}

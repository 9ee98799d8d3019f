import { ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import Docker from "dockerode";
import { isRoot, onPath, withSystemFolders } from "../../setup/machine.mjs";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { docker as shared } from "./docker-view";
import { untilListening } from "./listening-daemon";
import { SharedLayers } from "./shared-layers";

const path = withSystemFolders(process.env.PATH ?? "");
const dockerd = isRoot() ? onPath("dockerd", path) : undefined;

/** Declares a suite with a daemon that may be killed; it is skipped, and counted, where none can be started. */
export function describeWithOwnDaemon(title: string, suite: (this: Mocha.Suite) => void): void {
    const declare = dockerd === undefined ? describe.skip : describe;
    declare(`${title} (needs root and dockerd)`, suite);
}

/** A Docker daemon that has nothing in common with the machine's own: its data, its socket and its processes lie in a folder. */
export class OwnDaemon {
    readonly host: string;
    readonly docker: Docker;
    /** What it takes for the name of its machine, from the next start on. */
    machine: string | undefined;
    private dataFolder = "data";
    private readonly socket: string;
    private process: ChildProcess | undefined;

    constructor(private readonly folder: string) {
        this.socket = join(folder, "docker.sock");
        this.host = `unix://${this.socket}`;
        this.docker = new Docker({ socketPath: this.socket });
        mkdirSync(folder);
    }

    private get data(): string {
        return join(this.folder, this.dataFolder);
    }

    private get isRunning(): boolean {
        return this.process !== undefined && this.process.exitCode === null && this.process.signalCode === null;
    }

    /** Starts it, again too, and resolves when it answers. */
    async start(): Promise<void> {
        if (this.isRunning) return;
        const pidFile = join(this.folder, "docker.pid");
        // A daemon that was killed, and containerd with it, leave them; by now another process may have the number.
        for (const file of [pidFile, join(this.folder, "exec", "containerd", "containerd.pid")])
            rmSync(file, { force: true });
        const places = ["--data-root", this.data, "--exec-root", join(this.folder, "exec")];
        const network = ["--bridge=none", "--iptables=false", "--ip6tables=false"];
        const daemon = [dockerd ?? "dockerd", ...places, "--pidfile", pidFile, "--host", this.host, ...network];
        // A daemon without a bridge removes docker0, which is the machine's own daemon's; in a network namespace there is none.
        const naming =
            this.machine === undefined ? [] : ["--uts", "sh", "-c", 'hostname "$0"; exec "$@"', this.machine];
        const child = spawn("unshare", ["--net", ...naming, ...daemon], {
            env: { ...process.env, PATH: path },
            stdio: ["ignore", "ignore", "pipe"],
        });
        this.process = child;
        await untilListening(child.stderr, this.socket);
    }

    /** Starts it with the toolbox image. */
    async startWithToolbox(): Promise<void> {
        const layers = new SharedLayers();
        const hasImage = layers.giveTo(this.data);
        await this.start();
        if (hasImage) return;
        await this.loadToolbox();
        layers.keepFrom(this.data);
    }

    /** Copies the toolbox image from the machine's own daemon. */
    private async loadToolbox(): Promise<void> {
        const progress = await this.docker.loadImage(await shared.getImage(toolboxImage).get());
        await new Promise((resolve, reject) =>
            this.docker.modem.followProgress(progress, (error, output) => (error ? reject(error) : resolve(output))),
        );
    }

    /** Moves all that it has to another folder, while it does not run. */
    moveData(): void {
        const before = this.data;
        this.dataFolder = "moved-data";
        renameSync(before, this.data);
    }

    /** Makes it a swarm of one node. */
    async initSwarm(): Promise<void> {
        execFileSync("nsenter", ["--net", "--target", String(this.process?.pid), "ip", "link", "set", "lo", "up"]);
        await this.docker.swarmInit({ ListenAddr: "127.0.0.1:2377", AdvertiseAddr: "127.0.0.1" });
    }

    /** Ends it at once, whatever it is doing. */
    kill(): Promise<void> {
        return this.end("SIGKILL");
    }

    /** From now on it neither answers nor refuses, until it is thawed. */
    freeze(): void {
        this.process?.kill("SIGSTOP");
    }

    thaw(): void {
        this.process?.kill("SIGCONT");
    }

    async stop(): Promise<void> {
        await this.end("SIGTERM");
        // One that was killed leaves mounts, which the next one takes for somebody else's.
        for (const mount of mountsBelow(this.folder).reverse()) execFileSync("umount", [mount]);
    }

    private async end(signal: NodeJS.Signals): Promise<void> {
        const child = this.process;
        if (child === undefined || !this.isRunning) return;
        const exited = once(child, "exit");
        child.kill(signal);
        await exited;
    }
}

/** In the order in which they were made. */
function mountsBelow(folder: string): string[] {
    const mounts = readFileSync("/proc/self/mounts", "utf8").split("\n");
    return mounts.map((line) => line.split(" ")[1] ?? "").filter((target) => target.startsWith(`${folder}/`));
}

import assert from "node:assert/strict";
import { join } from "node:path";
import type { Migration } from "../../components/model/migration";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { inVolume, volumeNames } from "./docker-view";
import { OwnDaemon } from "./own-daemon";
import { Config, StackCopy } from "./stack-copy";

export interface Outputs {
    volume: string;
    container: string;
    usedBytes?: number;
    lastMigration?: Migration;
    daemons: Record<HostName, string>;
}

export type HostName = "first" | "other";

/** Two daemons of the test's own, and a stack of the program in programs/hosts that has both. */
export class TwoHosts {
    readonly daemons: Record<HostName, OwnDaemon>;
    readonly stack: StackCopy;

    constructor(command: string[], folder: string) {
        this.daemons = { first: new OwnDaemon(join(folder, "first")), other: new OwnDaemon(join(folder, "other")) };
        this.stack = new StackCopy(command, join(folder), "test/live/programs/hosts", {
            // What forgets to say where is told that there is nobody.
            DOCKER_HOST: `unix://${join(folder, "nobody")}`,
            DOCKER_CONTEXT: undefined,
            // For pulumi to take --event-log.
            PULUMI_DEBUG_COMMANDS: "true",
        });
    }

    async start(): Promise<void> {
        for (const daemon of Object.values(this.daemons)) {
            await daemon.startWithToolbox();
        }
        await this.stack.init();
        this.stack.setConfig({ ...this.hosts(), on: "first", "docker-storage:toolboxImage": toolboxImage });
    }

    /** The config that says where the hosts are. */
    hosts(addresses: Partial<Record<HostName, object>> = {}): Config {
        const { first, other } = this.daemons;
        return { hosts: { first: { address: first.host }, other: { address: other.host }, ...addresses } };
    }

    async up(config: Config = {}): Promise<Outputs> {
        this.stack.setConfig(config);
        await this.stack.up();
        return (await this.stack.outputs()) as unknown as Outputs;
    }

    /** Rejects if the update succeeds; resolves to what it told. */
    async failingUp(config: Config = {}): Promise<string> {
        this.stack.setConfig(config);
        const { code, stdout, stderr } = await this.stack.attempt(
            "up",
            ...["--yes", "--skip-preview", "--stack", this.stack.stack],
        );
        assert.notEqual(code, 0, stdout + stderr);
        return stdout + stderr;
    }

    in(host: HostName, volume: string, command: string): Promise<string> {
        return inVolume(volume, command, { ...process.env, DOCKER_HOST: this.daemons[host].host });
    }

    async volumes(host: HostName): Promise<string[]> {
        return (await volumeNames(this.daemons[host].docker)).sort();
    }

    /** What runs on a host, and what does not, by what it is for. */
    async containers(host: HostName, all = true): Promise<string[]> {
        const found = await this.daemons[host].docker.listContainers({ all });
        return found.map(({ Labels }) => Labels["io.docker-storage.managed"]).sort();
    }

    async end(): Promise<void> {
        try {
            for (const daemon of Object.values(this.daemons)) await daemon.start();
            await this.stack.destroy();
            for (const host of ["first", "other"] as const) {
                assert.deepEqual([await this.containers(host), await this.volumes(host)], [[], []]);
            }
        } finally {
            for (const daemon of Object.values(this.daemons)) await daemon.stop();
        }
    }
}

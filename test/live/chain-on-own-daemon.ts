import assert from "node:assert/strict";
import { join } from "node:path";
import { checksums, inVolume } from "./docker-view";
import { embedded } from "./engines";
import { whenLogged } from "./killed-engine";
import { OwnDaemon } from "./own-daemon";
import { StackCopy } from "./stack-copy";

/** The stack of programs/chain on a daemon that the test can do anything to. */
export class ChainOnOwnDaemon {
    readonly daemon: OwnDaemon;
    readonly stack: StackCopy;
    readonly log: string;
    private links = 0;
    private contents: Record<string, Record<string, string>> = {};

    constructor(folder: string) {
        this.daemon = new OwnDaemon(join(folder, "daemon"));
        this.log = join(folder, "events.ndjson");
        this.stack = new StackCopy(embedded, folder, "test/live/programs/chain");
        this.stack.environment.DOCKER_HOST = this.daemon.host;
        delete this.stack.environment.DOCKER_CONTEXT;
    }

    async start(): Promise<void> {
        await this.daemon.startWithToolbox();
        await this.stack.init();
        this.configure(2);
        await this.stack.up();
        for (const volume of await this.volumesOnDaemon()) {
            await inVolume(volume, "head -c 100000 /dev/urandom > random", this.stack.environment);
            this.contents[volume] = await checksums(volume, this.stack.environment);
        }
    }

    /** The volumes that are there stay, and the container, which has them all, is replaced. */
    configure(links: number, graceSeconds = 1): void {
        this.links = links;
        this.stack.setConfig({ run: this.stack.name, links, graceSeconds });
    }

    verb(name: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
        const approval = name === "preview" ? [] : ["--yes", "--skip-preview"];
        return this.stack.attempt(name, ...approval, "--stack", this.stack.stack, ...args);
    }

    /** How many events an update logs of the stack, its provider and so many volumes that stay as they are. */
    eventsOf(links: number): number {
        return 3 + 2 * links;
    }

    /** Runs an update and acts as soon as it has logged so many events; resolves to what it printed when it failed. */
    async failingUpdate(at: number, act: () => void | Promise<void>): Promise<string> {
        const acted = whenLogged(at, this.log, act);
        const { code, stdout, stderr } = await this.verb("up", "--event-log", this.log);
        await acted;
        assert.equal(code, 1, stdout + stderr);
        return stdout + stderr;
    }

    /** What the state says was begun and not ended. */
    pendingOperations(): string[] {
        return this.stack.pendingOperations().map(({ type, resource }) => `${type} ${resource.urn}`);
    }

    private async volumesOnDaemon(): Promise<string[]> {
        const { Volumes } = await this.daemon.docker.listVolumes();
        return Volumes.map(({ Name }) => Name).sort();
    }

    /** State and daemon have the same, once each; the container runs, the bytes are the same, and nothing is left to do. */
    async assertWhole(): Promise<void> {
        const volumes = await this.volumesOnDaemon();
        assert.deepEqual(((await this.stack.outputs()).volumes as string[]).toSorted(), volumes);
        assert.equal(volumes.length, this.links);
        const containers = await this.daemon.docker.listContainers({ all: true });
        assert.deepEqual(
            containers.map(({ State, Mounts }) => [State, Mounts.map(({ Name }) => Name).sort()]),
            [["running", volumes]],
        );
        for (const [volume, sums] of Object.entries(this.contents)) {
            assert.deepEqual(await checksums(volume, this.stack.environment), sums);
        }
        await this.stack.up("--refresh=true", "--expect-no-changes");
        assert.deepEqual(this.stack.lockFiles(), []);
    }

    async cleanUp(): Promise<void> {
        try {
            await this.stack.destroy();
            assert.deepEqual(await this.volumesOnDaemon(), []);
            assert.deepEqual(await this.daemon.docker.listContainers({ all: true }), []);
        } finally {
            await this.daemon.stop();
        }
    }
}

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Service, Task } from "dockerode";
import { temporaryFolder } from "../temporary-folder";
import { describeInBothOrders, describeWithEachEngine } from "./engines";
import { describeWithOwnDaemon, OwnDaemon } from "./own-daemon";
import { StackCopy } from "./stack-copy";

interface RunningTask extends Task {
    DesiredState: string;
    Status: { State: string; ContainerStatus?: { ContainerID: string } };
}

/** A stack of programs/service on a swarm of one node that is the test's own. */
class ServiceOnOwnSwarm {
    readonly daemon: OwnDaemon;
    readonly stack: StackCopy;
    readonly folder: string;

    constructor(command: string[]) {
        this.folder = temporaryFolder("service");
        this.daemon = new OwnDaemon(join(this.folder, "daemon"));
        this.stack = new StackCopy(command, this.folder, "test/live/programs/service");
        this.stack.environment.DOCKER_HOST = this.daemon.host;
        delete this.stack.environment.DOCKER_CONTEXT;
    }

    async start(): Promise<void> {
        await this.daemon.startWithToolbox();
        await this.daemon.initSwarm();
        await this.stack.init();
    }

    /** The volume that each node makes shows a folder of that name, made beforehand or not. */
    configure(place: string, made: boolean, more: object = {}): void {
        const device = join(this.folder, place);
        if (made) mkdirSync(device, { recursive: true });
        const driverOptions = { type: "none", o: "bind", device };
        this.stack.setConfig({ node: hostname(), shared: { name: `shared-${place}`, driverOptions }, ...more });
    }

    attempt(verb: string): Promise<{ code: number; stdout: string; stderr: string }> {
        return this.stack.attempt(verb, "--yes", "--skip-preview", "--stack", this.stack.stack);
    }

    async service(): Promise<Service> {
        const services = await this.daemon.docker.listServices();
        assert.equal(services.length, 1);
        return services[0];
    }

    /** What each running task has mounted, by the path in the container. */
    async mounted(): Promise<Record<string, string>[]> {
        const tasks = (await this.daemon.docker.listTasks({
            filters: { "desired-state": ["running"] },
        })) as RunningTask[];
        assert.ok(tasks.every(({ Status }) => Status.State === "running"));
        return Promise.all(
            tasks.map(async ({ Status }) => {
                const container = this.daemon.docker.getContainer(Status.ContainerStatus?.ContainerID ?? "");
                const { Mounts } = await container.inspect();
                const named = Mounts.filter(({ Name }) => Name !== undefined);
                return Object.fromEntries(named.map(({ Destination, Name }) => [Destination, Name ?? ""]));
            }),
        );
    }

    async volumes(): Promise<string[]> {
        const { Volumes } = await this.daemon.docker.listVolumes();
        return Volumes.map(({ Name }) => Name).sort();
    }

    async run(script: string): Promise<string> {
        const containers = await this.daemon.docker.listContainers({
            filters: { label: ["com.docker.swarm.service.id"] },
        });
        const exec = await this.daemon.docker.getContainer(containers[0].Id).exec({
            Cmd: ["sh", "-c", script],
            AttachStdout: true,
        });
        const stream = await exec.start({});
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push((chunk as Buffer).subarray(8));
        return Buffer.concat(chunks).toString();
    }

    async cleanUp(): Promise<void> {
        try {
            await this.stack.destroy();
            assert.deepEqual(await this.daemon.docker.listServices(), []);
            assert.deepEqual(await this.daemon.docker.listContainers({ all: true }), []);
        } finally {
            await this.daemon.stop();
        }
    }
}

describeWithOwnDaemon("A service on a swarm", () => {
    describeWithEachEngine("A service that shares storage", (command) => {
        let swarm: ServiceOnOwnSwarm;
        let volume: string;
        let service: string | undefined;

        before(async () => {
            swarm = new ServiceOnOwnSwarm(command);
            await swarm.start();
        });
        after(() => swarm.cleanUp());

        it("fails when its tasks cannot mount a volume, and names the task, its node and why in one sentence", async () => {
            swarm.configure("first", false);
            const { code, stdout, stderr } = await swarm.attempt("up");
            const output = stdout + stderr;
            assert.notEqual(code, 0, output);
            const sentence = new RegExp(
                `service app-[0-9a-f]{7}: a task failed 3 times in a row; task 1 on node ${hostname()} is (failed|rejected): .*` +
                    "failed to mount local volume: mount .*/first:.* no such file or directory",
            );
            assert.match(output, sentence);
        });

        it("goes on once they can: all of them run, on volumes that the node made", async () => {
            swarm.configure("first", true, { replicas: 2 });
            await swarm.stack.up();
            volume = (await swarm.stack.outputs()).volume as string;
            const mounts = { "/shared": "shared-first", "/data": volume };
            assert.deepEqual(await swarm.mounted(), [mounts, mounts]);
            service = (await swarm.service()).ID;
            const inspected = await swarm.daemon.docker.getVolume("shared-first").inspect();
            assert.deepEqual(inspected.Options, { type: "none", o: "bind", device: join(swarm.folder, "first") });
            await swarm.run("echo precious > /data/file");
        });

        it("is left alone when nothing changes, also by what Docker says of it", async () => {
            await swarm.stack.up("--expect-no-changes");
            await swarm.stack.up("--refresh=true", "--expect-no-changes");
        });

        it("has its tasks replaced, and not itself, when anything but a mount changes", async () => {
            swarm.configure("first", true, { variable: "2" });
            await swarm.stack.up();
            const mounts = { "/shared": "shared-first", "/data": volume };
            assert.deepEqual(await swarm.mounted(), [mounts, mounts]);
            assert.equal(await swarm.run("echo $B"), "2\n");
            assert.equal((await swarm.service()).ID, service);
        });

        it("is replaced, old tasks first, when a mount changes, and nothing is left of it", async () => {
            swarm.configure("second", true);
            await swarm.stack.up();
            const mounts = { "/shared": "shared-second", "/data": volume };
            assert.deepEqual(await swarm.mounted(), [mounts, mounts]);
            assert.notEqual((await swarm.service()).ID, service);
            const containers = await swarm.daemon.docker.listContainers({ all: true });
            assert.equal(containers.length, 2);
        });

        it("keeps a volume from being replaced that its tasks write to, and loses nothing", async () => {
            swarm.configure("second", true, { labels: { step: "2" } });
            const { code, stdout, stderr } = await swarm.attempt("up");
            assert.notEqual(code, 0);
            const { Spec } = await swarm.service();
            const refusal = new RegExp(
                `service ${Spec?.Name} writes to volume ${volume}, and Docker would start its tasks again: scale it to 0 ` +
                    `\\(docker service scale ${Spec?.Name}=0\\), and update again`,
            );
            assert.match(stdout + stderr, refusal);
            assert.equal((await swarm.mounted()).length, 2);
            assert.equal(await swarm.run("cat /data/file"), "precious\n");
        });

        it("follows the data to the new volume once it is scaled to 0, and is scaled back", async () => {
            const { ID, Version, Spec } = await swarm.service();
            await swarm.daemon.docker.getService(ID).update({
                _query: { version: Version?.Index },
                _body: { ...Spec, Mode: { Replicated: { Replicas: 0 } } },
            });
            await swarm.stack.up();
            const replaced = (await swarm.stack.outputs()).volume as string;
            assert.notEqual(replaced, volume);
            const mounts = { "/shared": "shared-second", "/data": replaced };
            assert.deepEqual(await swarm.mounted(), [mounts, mounts]);
            assert.equal(await swarm.run("cat /data/file"), "precious\n");
            assert.ok(!(await swarm.volumes()).includes(volume), "the old volume is gone");
        });
    });

    describeInBothOrders("A service", (first, second) => {
        let swarm: ServiceOnOwnSwarm;

        before(async () => {
            swarm = new ServiceOnOwnSwarm(first);
            await swarm.start();
        });
        after(() => swarm.cleanUp());

        it("is taken over without a change, and edited, and back", async () => {
            swarm.configure("first", true);
            await swarm.stack.up();
            swarm.stack.handTo(second);
            await swarm.stack.up("--expect-no-changes");
            await swarm.stack.up("--refresh=true", "--expect-no-changes");
            swarm.configure("second", true, { replicas: 2 });
            await swarm.stack.up();
            swarm.stack.handTo(first);
            await swarm.stack.up("--refresh=true", "--expect-no-changes");
        });

        it("is taken over without a change whatever it has", async () => {
            swarm.configure("second", true, { replicas: 0, more: true });
            await swarm.stack.up();
            await swarm.stack.up("--refresh=true", "--expect-no-changes");
            swarm.stack.handTo(second);
            await swarm.stack.up("--expect-no-changes");
            await swarm.stack.up("--refresh=true", "--expect-no-changes");
        });
    });
});

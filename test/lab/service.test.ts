import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { embedded } from "../live/engines";
import { StackCopy } from "../live/stack-copy";
import { temporaryFolder } from "../temporary-folder";
import { Lab, LabHost, describeWithLab, lab } from "./lab";

const SWARM_PORT = 2377;

describeWithLab("A service on a swarm of two nodes", function () {
    this.timeout(900_000);
    const exported = `/srv/${randomBytes(4).toString("hex")}`;
    let given: Lab;
    let stack: StackCopy;

    before("have a swarm, and an export", async () => {
        given = await lab();
        const [manager, worker] = given.hosts;
        const address = `${manager.address}:${SWARM_PORT}`;
        await manager.docker.swarmInit({ ListenAddr: address, AdvertiseAddr: manager.address });
        const { JoinTokens } = (await manager.docker.swarmInspect()) as unknown as { JoinTokens: { Worker: string } };
        await worker.docker.swarmJoin({
            ListenAddr: `${worker.address}:${SWARM_PORT}`,
            AdvertiseAddr: worker.address,
            RemoteAddrs: [address],
            JoinToken: JoinTokens.Worker,
        });
        await given.server.export(exported, "rw,no_root_squash,no_subtree_check");
        stack = new StackCopy(embedded, temporaryFolder("lab-service"), "test/lab/programs/service", {
            DOCKER_HOST: manager.dockerHost,
        });
        await stack.init();
    });

    after(async () => {
        try {
            await stack.destroy();
            const { volume } = mounted;
            if (volume !== undefined) await given.hosts[1].docker.getVolume(volume).remove();
        } finally {
            for (const { docker } of given.hosts.toReversed()) await docker.swarmLeave({ force: true });
            await given.server.unexport(exported);
        }
    });

    const mounted: { volume?: string } = {};

    async function up(more: object): Promise<string> {
        stack.setConfig({ share: { server: given.server.address, export: exported, ...more } });
        await stack.up();
        return (await stack.outputs()).volume as string;
    }

    /** The container of the task on a host, and what it has at /data. */
    async function taskOn(host: LabHost): Promise<{ id: string; volume: string | undefined }> {
        const containers = await host.docker.listContainers({ filters: { label: ["com.docker.swarm.service.id"] } });
        assert.equal(containers.length, 1);
        return {
            id: containers[0].Id,
            volume: containers[0].Mounts.find(({ Destination }) => Destination === "/data")?.Name,
        };
    }

    async function inTask(host: LabHost, command: string): Promise<string> {
        const { id } = await taskOn(host);
        return host.run(`docker exec -i ${id} sh -e`, command);
    }

    it("shares one export among the tasks of both nodes, by a volume that each of them made", async () => {
        const volume = await up({});
        for (const host of given.hosts) {
            assert.equal((await taskOn(host)).volume, volume);
            const { Options } = await host.docker.getVolume(volume).inspect();
            assert.deepEqual(Options?.device, `:${exported}`);
            assert.match(await inTask(host, "grep ' /data ' /proc/mounts"), / nfs4 .*vers=4\.2,.*hard/);
        }
        const [first, second] = given.hosts;
        await inTask(first, "echo written by the one > /data/file && sync /data/file");
        assert.equal(await inTask(second, "cat /data/file"), "written by the one\n");
        mounted.volume = volume;
    });

    it("has the service replaced on both nodes, with a volume of other options, and the data stays", async () => {
        const before = mounted.volume ?? "";
        const volume = await up({ noAccessTimes: true });
        assert.notEqual(volume, before);
        for (const host of given.hosts) {
            assert.equal((await taskOn(host)).volume, volume);
            assert.match(await inTask(host, "grep ' /data ' /proc/mounts"), /noatime/);
            assert.equal(await inTask(host, "cat /data/file"), "written by the one\n");
        }
        mounted.volume = volume;
        await given.hosts[1].docker.getVolume(before).remove({ force: true });
    });
});

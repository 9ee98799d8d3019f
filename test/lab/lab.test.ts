import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import Docker from "dockerode";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { inVolume } from "../live/docker-view";
import { describeWithLab, lab, Lab, LabHost } from "./lab";

const SHARED = "/srv/lab-test";
const VOLUME = "lab-test-shared";

describeWithLab("The lab", function () {
    this.timeout(300_000);
    let hosts: Lab["hosts"];
    let server: Lab["server"];

    before(async () => {
        ({ hosts, server } = await lab());
        await server.export(SHARED, "rw,no_root_squash,no_subtree_check");
        const options = { type: "nfs", o: `addr=${server.address},nfsvers=4.2,hard`, device: `:${SHARED}` };
        for (const { docker } of hosts) await docker.createVolume({ Name: VOLUME, DriverOpts: options });
    });
    after(async () => {
        for (const { docker } of hosts) await docker.getVolume(VOLUME).remove();
        await server.unexport(SHARED);
        await server.run(`rm -r ${SHARED}`);
    });

    /** Runs a shell command in a container, in the root of the volume; resolves to what it printed. */
    function inContainer(host: LabHost, command: string): Promise<string> {
        return inVolume(VOLUME, command, { ...process.env, DOCKER_HOST: host.dockerHost, DOCKER_CONTEXT: undefined });
    }

    it("has two Docker hosts that can do what this project does to data", async () => {
        for (const { docker } of hosts) {
            const { Images, DefaultRuntime, Driver } = (await docker.info()) as Record<string, unknown>;
            assert.deepEqual(
                { Images, DefaultRuntime, Driver },
                { Images: 1, DefaultRuntime: "crun", Driver: "overlay2" },
            );
            await docker.getImage(toolboxImage).inspect();
        }
    });

    it("carries over NFS what a container on one host writes to one on the other", async () => {
        const mount = await inContainer(hosts[0], "echo written on A > file && grep ' /volume ' /proc/mounts");
        assert.match(mount, /^\S+ \/volume nfs4 .*vers=4\.2,/);
        assert.equal(await inContainer(hosts[1], "cat file"), "written on A\n");
    });

    it("has a server that stands still while it is frozen, and goes on as if nothing had been", async () => {
        const container = await keptRunning(hosts[0], "lab-test-writer");
        try {
            await server.freeze();
            const writing = hosts[0].run(`docker exec ${container.id} sh -c 'echo in the ice > ice && sync ice'`);
            assert.equal(await Promise.race([writing.then(() => "written"), pause(5000, "waiting")]), "waiting");
            await server.thaw();
            await writing;
        } finally {
            await server.thaw();
            await container.remove({ force: true });
        }
        assert.equal(await inContainer(hosts[1], "cat ice"), "in the ice\n");
    });

    it("has a server that keeps what was on its disk when its power is cut, and its exports", async () => {
        await inContainer(hosts[0], "echo before the cut > cut && sync cut");
        await server.powerOff();
        assert.equal(server.isOn, false);
        await server.powerOn();
        assert.equal(await inContainer(hosts[1], "cat cut"), "before the cut\n");
    });
});

/** A container that runs until it is removed. */
async function keptRunning({ docker }: LabHost, name: string): Promise<Docker.Container> {
    const container = await docker.createContainer({
        name,
        Image: toolboxImage,
        Cmd: ["sleep", "infinity"],
        WorkingDir: "/volume",
        HostConfig: { NetworkMode: "none", Binds: [`${VOLUME}:/volume`] },
    });
    await container.start();
    return container;
}

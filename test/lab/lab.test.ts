import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { toolboxImage } from "../../setup/toolbox.mjs";
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

    /** Runs a shell command in a container with a volume at /data; resolves to what it printed. */
    function inContainer(host: LabHost, command: string, volume = VOLUME): Promise<string> {
        const args = `--rm --network none --volume ${volume}:/data --workdir /data ${toolboxImage} sh -s`;
        return host.run(`docker run --interactive ${args}`, command);
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
        const mount = await inContainer(hosts[0], "echo written on A > file && grep ' /data ' /proc/mounts");
        assert.match(mount, /^\S+ \/data nfs4 .*vers=4\.2,/);
        assert.equal(await inContainer(hosts[1], "cat file"), "written on A\n");
    });

    it("has a server that stands still while it is frozen, and goes on as if nothing had been", async () => {
        const [container] = (await hosts[0].run(keptBusy("lab-test-writer"))).split("\n");
        try {
            await server.freeze();
            const writing = hosts[0].run(`docker exec ${container} sh -c 'echo in the ice > ice && sync ice'`);
            assert.equal(await Promise.race([writing.then(() => "written"), pause(5000, "waiting")]), "waiting");
            await server.thaw();
            await writing;
        } finally {
            await server.thaw();
            await hosts[0].run(`docker rm --force ${container}`);
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

    it("has hosts that start again with their containers and their data", async () => {
        const [host] = hosts;
        const boot = () => host.run("cat /proc/sys/kernel/random/boot_id");
        const [container, before] = [(await host.run(keptBusy("lab-test-restarted"))).trim(), await boot()];
        try {
            await host.run(`docker exec ${container} sh -c 'echo kept > /kept && sync /kept'`);
            await host.reboot();
            assert.notEqual(await boot(), before);
            assert.equal(await host.run(`docker exec ${container} cat /kept`), "kept\n");
        } finally {
            await host.run(`docker rm --force ${container}`);
        }
    });

    it("has hosts whose file systems hold a volume to its size: ext4 on one, XFS on the other", async () => {
        for (const [host, type] of [
            [hosts[0], "ext4"],
            [hosts[1], "xfs"],
        ] as const) {
            await host.docker.createVolume({ Name: "lab-test-quota", DriverOpts: { size: "10M" } });
            try {
                const command = `grep -q ' /data ${type} .*prjquota' /proc/mounts
                    head -c 20M /dev/zero > fill || stat -c %s fill`;
                const writtenBytes = Number(await inContainer(host, command, "lab-test-quota"));
                assert.ok(writtenBytes > 9_000_000 && writtenBytes <= 10 * 1024 * 1024, `${type}: ${writtenBytes}`);
            } finally {
                await host.docker.getVolume("lab-test-quota").remove();
            }
        }
    });
});

/** A container that runs until it is removed, also when its host is started again. */
function keptBusy(name: string): string {
    const mount = `--volume ${VOLUME}:/data --workdir /data`;
    return `docker run --detach --restart always --network none --name ${name} ${mount} ${toolboxImage} sleep infinity`;
}

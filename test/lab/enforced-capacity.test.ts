import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { checksums, inVolume, volumeNames } from "../live/docker-view";
import { embedded } from "../live/engines";
import { fillUp } from "../live/full-volume";
import { OneVolume } from "../live/one-volume";
import { Config } from "../live/stack-copy";
import { describeWithLab, lab, LabHost } from "./lab";

const BLOCK_BYTES = 4096;
const MEBIBYTE = 1024 * 1024;

describeWithLab("A capacity that a project quota enforces", () => {
    describe("on ext4", () => suite(0, "extfs"));
    describe("on XFS", () => suite(1, "xfs"));
});

function suite(hostIndex: 0 | 1, fileSystem: string): void {
    let host: LabHost;
    let stack: OneVolume;

    before(async function () {
        this.timeout(300_000);
        host = (await lab()).hosts[hostIndex];
        stack = new OneVolume(embedded, temporaryFolder("quota"), {
            DOCKER_HOST: host.dockerHost,
            DOCKER_CONTEXT: undefined,
        });
        await stack.init();
    });
    after(async function () {
        this.timeout(300_000);
        await stack.destroy();
        for (const name of await volumes())
            if (name === stack.snapshotsVolume) await host.docker.getVolume(name).remove();
    });

    const data = (mebibytes: number, more: object = {}): Config => ({
        restart: "unless-stopped",
        data: {
            geometry: { blockSizeBytes: BLOCK_BYTES, blockCount: (mebibytes * MEBIBYTE) / BLOCK_BYTES },
            enforceCapacity: true,
            measureUsage: false,
            ...more,
        },
    });
    const run = (volume: string, command: string): Promise<string> =>
        inVolume(volume, command, stack.stack.environment);
    const contentsOf = (volume: string): Promise<Record<string, string>> => checksums(volume, stack.stack.environment);

    const volumes = (): Promise<string[]> => volumeNames(host.docker);

    async function isRunning(container: string): Promise<boolean> {
        return (await host.docker.getContainer(container).inspect()).State.Running;
    }

    const fill = (volume: string): Promise<number> => fillUp(volume, stack.stack.environment);

    it("takes no byte more than fits, and other volumes have as much room as before", async function () {
        this.timeout(300_000);
        const { volume, capacityEnforcement, usableBytes } = await stack.up(data(64));
        assert.equal(capacityEnforcement, "project-quota");
        assert.equal(usableBytes, 64 * MEBIBYTE);
        const { DriverStatus } = (await host.docker.info()) as { DriverStatus: [string, string][] };
        assert.deepEqual(DriverStatus[0], ["Backing Filesystem", fileSystem]);
        const written = await fill(volume);
        assert.ok(written <= 64 * MEBIBYTE && written > 63 * MEBIBYTE, String(written));
        // A copy needs room for its mark: a quota that is used to the last byte could not move to another of the same size.
        await run(volume, `truncate --size=${50 * MEBIBYTE} full`);
        const other = `${stack.name}-other`;
        await host.docker.createVolume({ Name: other, Labels: { "io.docker-storage.managed": "test" } });
        await run(other, `head -c ${70 * MEBIBYTE} /dev/zero > f`);
        await host.docker.getVolume(other).remove();
    });

    // Docker does the same on either; each step takes a minute on an emulated processor.
    if (fileSystem !== "xfs") return;

    it("becomes no smaller than its data, which stays", async function () {
        this.timeout(300_000);
        const before = await stack.up(data(64));
        const contents = await contentsOf(before.volume);
        await assert.rejects(stack.up(data(32)), /there is no space for a copy of volume/);
        assert.deepEqual(await contentsOf(before.volume), contents);
        assert.ok(await isRunning(before.container));
    });

    it("grows without losing a byte", async function () {
        this.timeout(300_000);
        const before = await stack.up(data(64));
        const contents = await contentsOf(before.volume);
        const { volume, container } = await stack.up(data(96));
        assert.deepEqual(await contentsOf(volume), contents);
        assert.ok(await isRunning(container));
        await run(volume, `head -c ${20 * MEBIBYTE} /dev/urandom > more`);
        assert.ok(!(await volumes()).includes(before.volume));
    });

    it("becomes smaller when the data fits, without losing a byte", async function () {
        this.timeout(300_000);
        const before = await stack.up(data(96));
        await run(before.volume, "rm full");
        const contents = await contentsOf(before.volume);
        const { volume } = await stack.up(data(32));
        assert.deepEqual(await contentsOf(volume), contents);
        assert.ok((await fill(volume)) <= 12 * MEBIBYTE);
        await run(volume, "rm full");
    });

    it("still holds when the host was started again, and its container with it", async function () {
        this.timeout(300_000);
        const { volume, container } = await stack.up(data(32));
        const contents = await contentsOf(volume);
        await host.reboot();
        assert.ok(await isRunning(container));
        assert.deepEqual(await contentsOf(volume), contents);
        assert.ok((await fill(volume)) <= 12 * MEBIBYTE);
        await run(volume, "rm full");
    });

    it("is held by a disk instead where the name is fixed, as Docker's quota is gone with the first of that name", async function () {
        this.timeout(300_000);
        const contents = await contentsOf((await stack.up(data(32))).volume);
        const name = `${stack.name}-fixed`;
        const { volume, capacityEnforcement, usableBytes = 0 } = await stack.up(data(32, { name }));
        assert.deepEqual([volume, capacityEnforcement], [name, "disk-image"]);
        assert.deepEqual(await contentsOf(volume), contents);
        assert.ok((await fill(volume)) <= usableBytes);
        await run(volume, "rm full");
    });
}

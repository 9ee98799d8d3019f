import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { variantsToTry } from "../points";
import { temporaryFolder } from "../temporary-folder";
import { checksums, containerExists, docker, inVolume, volumeExists } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { fillUp } from "./full-volume";
import { describeWithLoopDevices, isAttached } from "./loop-devices";
import { OneVolume } from "./one-volume";

const BLOCK_BYTES = 4096;
const MEBIBYTE = 1024 * 1024;

describeWithLoopDevices("An enforced capacity", () => describeWithEachEngine("A volume that is held to one", suite));

function suite(command: string[]): void {
    let stack: OneVolume;
    let hash = "";
    const device = (): string => `/dev/docker-storage/${hash}`;
    const disk = (): string => `docker-storage-disk-${hash}`;

    const data = (mebibytes: number, more: object = {}): { data: object } => ({
        data: {
            geometry: { blockSizeBytes: BLOCK_BYTES, blockCount: (mebibytes * MEBIBYTE) / BLOCK_BYTES },
            enforceCapacity: true,
            ...more,
        },
    });

    before(async () => {
        stack = new OneVolume(command, temporaryFolder("enforced-capacity"));
        const urn = `urn:pulumi:${stack.stack.stack}::${stack.name}::docker-storage:index:NamedVolume::data`;
        hash = createHash("sha256").update(urn).digest("hex").slice(0, 16);
        await stack.init();
    });
    after(() => stack.cleanUp(disk()));

    const isRunning = async (container: string): Promise<boolean> =>
        (await docker.getContainer(container).inspect()).State.Running;

    it("takes no byte more than fits, as it states, and no other volume has less room for that", async () => {
        const { volume, usableBytes = 0, capacityEnforcement } = await stack.up(data(64));
        assert.equal(capacityEnforcement, "disk-image");
        const written = await fillUp(volume);
        assert.ok(written <= usableBytes && usableBytes < 64 * MEBIBYTE, `${written}, ${usableBytes}`);
        assert.ok(written > 0.95 * usableBytes && usableBytes > 52 * MEBIBYTE, `${written}, ${usableBytes}`);
        const other = `${stack.name}-other`;
        await docker.createVolume({ Name: other, Labels: { "io.docker-storage.managed": "test" } });
        await inVolume(other, `head -c ${70 * MEBIBYTE} /dev/zero > f`);
        await docker.getVolume(other).remove();
    });

    it("grows, and its container goes on, without losing a byte", async () => {
        const before = await stack.up(data(64));
        const contents = await checksums(before.volume);
        const { volume, container, usableBytes = 0 } = await stack.up(data(96));
        assert.deepEqual([volume, container], [before.volume, before.container]);
        assert.equal(await isRunning(container), true);
        assert.ok(usableBytes > 84 * MEBIBYTE, String(usableBytes));
        assert.deepEqual(await checksums(volume), contents);
        await inVolume(volume, `head -c ${20 * MEBIBYTE} /dev/urandom > more`);
    });

    it("becomes no smaller than its data, which stays", async () => {
        const contents = await checksums((await stack.up(data(96))).volume);
        await assert.rejects(stack.up(data(32)), /cannot be made as small as 33554432 bytes. Nothing was\s+changed/);
        const { volume, container } = await stack.up(data(96));
        assert.deepEqual(await checksums(volume), contents);
        assert.equal(await isRunning(container), true);
    });

    it("becomes smaller when the data fits, without losing a byte", async () => {
        const before = await stack.up(data(96));
        await inVolume(before.volume, "rm full");
        const contents = await checksums(before.volume);
        const { volume, container, usableBytes = 0 } = await stack.up(data(56));
        assert.ok(usableBytes < 56 * MEBIBYTE, String(usableBytes));
        assert.deepEqual(await checksums(volume), contents);
        assert.equal(container, before.container);
        assert.equal(await isRunning(container), true);
    });

    const changes: [string, () => Promise<void>][] = [
        [
            "keeps its data when the volume is replaced",
            async () => {
                const before = await stack.up(data(56));
                const contents = await checksums(before.volume);
                const { volume } = await stack.up(data(56, { labels: { edited: "yes" } }));
                assert.notEqual(volume, before.volume);
                assert.deepEqual(await checksums(volume), contents);
            },
        ],
        [
            "keeps its data, and its capacity, under a fixed name",
            async () => {
                const contents = await checksums((await stack.up(data(56))).volume);
                const name = `${stack.name}-fixed`;
                for (const labels of [{}, { edited: "again" }]) {
                    const { volume, usableBytes = 0 } = await stack.up(data(56, { name, labels }));
                    assert.equal(volume, name);
                    assert.deepEqual(await checksums(volume), contents);
                    assert.ok((await fillUp(volume)) <= usableBytes);
                    await inVolume(volume, "rm full");
                }
                const { volume } = await stack.up(data(56));
                assert.deepEqual(await checksums(volume), contents);
            },
        ],
        [
            "gives its data to a volume without a limit, and leaves nothing behind",
            async () => {
                const contents = await checksums((await stack.up(data(56))).volume);
                const { volume, capacityEnforcement } = await stack.up(data(56, { enforceCapacity: false }));
                assert.equal(capacityEnforcement, undefined);
                assert.deepEqual(await checksums(volume), contents);
                assert.equal(await volumeExists(disk()), false);
                assert.equal(await containerExists(disk()), false);
                assert.equal(isAttached(device()), false);
            },
        ],
        [
            "takes the data of one without a limit, and refuses what does not fit",
            async () => {
                const plain = await stack.up(data(56, { enforceCapacity: false }));
                const contents = await checksums(plain.volume);
                await assert.rejects(stack.up(data(16)), /there is no space for a copy of volume/);
                assert.deepEqual(await checksums(plain.volume), contents);
                const { volume } = await stack.up(data(56));
                assert.deepEqual(await checksums(volume), contents);
            },
        ],
    ];
    for (const [title, test] of variantsToTry(changes, changes.length)) it(title, test);

    it("is saved to a snapshot, and leaves nothing but that, when the stack is destroyed", async () => {
        await stack.destroy();
        assert.equal(await volumeExists(stack.snapshotsVolume), true);
        assert.equal(await volumeExists(disk()), false);
        assert.equal(isAttached(device()), false);
    });

    it("in memory takes no byte more than its capacity", async () => {
        const driverOpts = { type: "tmpfs", device: "tmpfs" };
        const { container, capacityEnforcement } = await stack.up(
            data(16, { driverOpts, onReplace: "discard", onDelete: "discard" }),
        );
        assert.equal(capacityEnforcement, "tmpfs");
        const written = ["sh", "-c", "cat /dev/zero > /data/full; stat -c %s /data/full"];
        const exec = await docker.getContainer(container).exec({ Cmd: written, AttachStdout: true, Tty: true });
        const stream = await exec.start({ Tty: true });
        let printed = "";
        for await (const part of stream) printed += String(part);
        assert.match(printed, /No space left on device/);
        assert.match(printed, new RegExp(`${16 * MEBIBYTE}\\s*$`));
    });
}

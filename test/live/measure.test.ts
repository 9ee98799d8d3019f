import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { script } from "../../components/data/scripts";
import { Measurement, parseMeasurements } from "../../components/model/usage-report";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { temporaryFolder } from "../temporary-folder";
import { docker, inVolume, volumeExists } from "./docker-view";
import { describeWithLoopDisk, LoopDisk } from "./loop-disk";
import { OwnVolumes } from "./own-volumes";
import { Result, runScript } from "./run-script";

const MEBIBYTE = 1024 * 1024;
const volumes = new OwnVolumes("measure");
const named = (name: string): string => volumes.named(name);

const volume = (source: string): string => `type=volume,source=${source}`;
const bind = (folder: string): string => `type=bind,"source=${folder.replaceAll('"', '""')}"`;

function run(mounts: string[], limits: Record<string, string> = {}): Promise<Result> {
    const environment = { LIMIT_SECONDS: "60", GIVE_UP_SECONDS: "80", ...limits, MOUNTS: mounts.join("\n") };
    return runScript(script("begin", "limited", "measure-usage"), environment);
}

async function measured(...mounts: string[]): Promise<Map<number, Measurement>> {
    const { code, stdout, stderr } = await run(mounts);
    assert.equal(code, 0, stderr);
    return parseMeasurements(stdout);
}

describe("Measuring what volumes and folders hold", () => {
    afterEach(() => volumes.remove());

    it("tells data, metadata and overhead apart; together they are what du counts", async () => {
        const source = await volumes.make("apart", "head -c 5000 /dev/urandom > f; ln f g; mkdir d; ln -s f s; sync");
        const { usage } = (await measured(volume(source))).get(1) ?? {};
        assert.ok(usage && usage.metadataBytes > 0 && usage.overheadBytes > 0, JSON.stringify(usage));
        assert.equal(usage.dataBytes, 5000);
        const { dataBytes, metadataBytes, overheadBytes } = usage;
        const du = Number(await inVolume(source, "du -s -B1 . | cut -f1"));
        assert.equal(dataBytes + metadataBytes + overheadBytes, du);
    });

    it("counts the holes of files as data that takes no space", async () => {
        const holes = `truncate -s ${10 * MEBIBYTE} f; printf 1 | dd of=f seek=5 bs=${MEBIBYTE} conv=notrunc; sync`;
        const { usage } = (await measured(volume(await volumes.make("holes", holes)))).get(1) ?? {};
        assert.equal(usage?.dataBytes, 10 * MEBIBYTE);
        const allocated = usage.dataBytes + usage.overheadBytes;
        assert.ok(allocated > 0 && allocated < MEBIBYTE, JSON.stringify(usage));
    });

    it("measures volumes and folders with any name in one container, and tells which volumes are gone", async () => {
        const one = await volumes.make("one", "head -c 1 /dev/zero > f; sync");
        const two = await volumes.make("two", "head -c 2 /dev/zero > f; head -c 2 /dev/zero > g; sync");
        const folder = join(temporaryFolder("measure"), 'a, "b" $(c)');
        mkdirSync(folder);
        writeFileSync(join(folder, "f"), "123");
        const file = join(folder, "f");
        const found = await measured(volume(one), volume(named("missing")), volume(two), bind(folder), bind(file));
        assert.deepEqual(
            [1, 2, 3, 4, 5].map((number) => found.get(number)?.usage?.dataBytes),
            [1, undefined, 4, 3, 3],
        );
        assert.deepEqual(
            [1, 2, 3].map((number) => found.get(number)?.isGone),
            [undefined, true, undefined],
        );
        assert.equal(await volumeExists(named("missing")), false);
    });

    it("makes nothing and does not fail when there is no such volume", async () => {
        const { code, stdout, stderr } = await run([volume(named("missing"))]);
        assert.deepEqual([code, stdout], [0, '{"mount": 1, "isGone": true}\n'], stderr);
        assert.equal(await volumeExists(named("missing")), false);
    });

    it("tells the size of a volume in memory, and what is in it while a container has it", async () => {
        const name = named("memory");
        const DriverOpts = { type: "tmpfs", device: "tmpfs", o: `size=${8 * MEBIBYTE}` };
        await docker.createVolume({ Name: name, Labels: { "io.docker-storage.managed": "test" }, DriverOpts });
        const of = async (): Promise<Measurement> => (await measured(volume(name))).get(1) ?? {};
        const before = await of();
        assert.deepEqual([before.fileSystem?.type, before.fileSystem?.capacityBytes], ["tmpfs", 8 * MEBIBYTE]);
        assert.equal(before.usage?.dataBytes, 0);
        const during = inVolume(
            name,
            "head -c 1000000 /dev/zero > f; echo ready > ready; while test -e f; do sleep 0.1; done",
        );
        try {
            // A container that shares the mount waits for the other's word.
            await inVolume(name, "until test -e ready; do sleep 0.1; done");
            assert.equal((await of()).usage?.dataBytes, 1000006);
        } finally {
            await inVolume(name, "rm -f f");
            await during;
        }
    });

    it("ends in its time, prints what it knows by then, and leaves no container", async () => {
        const source = await volumes.make("limited", "echo 1 > f");
        assert.deepEqual(await run([volume(source)], { LIMIT_SECONDS: "0.001" }), { code: 0, stdout: "", stderr: "" });
        const left = await docker.listContainers({ all: true, filters: { volume: [source] } });
        assert.deepEqual(left, []);
    });

    it("waits no longer than it is told to for a Docker that is held up, and leaves nothing running", async () => {
        const folder = temporaryFolder("held-up");
        const pid = join(folder, "pid");
        const docker = join(folder, "docker");
        writeFileSync(
            docker,
            '#!/bin/sh\ncase $1 in volume) echo data ;; run) echo $$ >"$PID"; exec sleep 600 ;; esac\n',
        );
        chmodSync(docker, 0o755);
        const environment = { PATH: `${folder}${delimiter}${process.env.PATH}`, PID: pid, GIVE_UP_SECONDS: "1" };
        const { code, stdout } = await run([volume("data")], environment);
        assert.deepEqual([code, stdout], [0, ""]);
        assert.throws(() => process.kill(Number(readFileSync(pid, "utf8")), 0), /ESRCH/);
    });
});

describeWithLoopDisk("Measuring a file system", () => {
    let disk: LoopDisk;

    before(() => {
        disk = LoopDisk.mount(join(temporaryFolder("measure-disk"), "disk"), 64 * MEBIBYTE);
        execFileSync("dd", ["if=/dev/urandom", `of=${join(disk.folder, "data")}`, "bs=1000", "count=5000"], {
            stdio: "ignore",
        });
        mkdirSync(join(disk.folder, "folder"));
        writeFileSync(join(disk.folder, "sparse"), "");
        truncateSync(join(disk.folder, "sparse"), 100 * MEBIBYTE);
        execFileSync("sync", ["-f", disk.folder]);
    });
    after(() => disk.unmount());

    it("tells what the kernel does, and what du does", async () => {
        const { usage, fileSystem } = (await measured(bind(disk.folder))).get(1) ?? {};
        const { bsize, blocks, bfree, bavail, files, ffree } = disk.figures;
        assert.deepEqual(fileSystem, {
            type: "ext4",
            blockSizeBytes: bsize,
            capacityBytes: Number(blocks) * Number(bsize),
            usedBytes: (Number(blocks) - Number(bfree)) * Number(bsize),
            freeBytes: Number(bavail) * Number(bsize),
            inodeCount: files,
            freeInodeCount: ffree,
        });
        assert.ok(fileSystem.capacityBytes < 64 * MEBIBYTE && fileSystem.usedBytes > 5_000_000);
        assert.equal(usage?.dataBytes, 5_000_000 + 100 * MEBIBYTE);
        const du = execFileSync("du", ["-s", "-B1", disk.folder], { encoding: "utf8" });
        assert.equal(usage.dataBytes + usage.metadataBytes + usage.overheadBytes, parseInt(du, 10));
    });

    it("changes nothing, not even when something was read last", async () => {
        const names = ["", ...readdirSync(disk.folder)];
        const entries = (): object[] =>
            names.map((name) => {
                const { atimeMs, mtimeMs, ctimeMs, size, nlink } = lstatSync(join(disk.folder, name));
                return { name, atimeMs, mtimeMs, ctimeMs, size, nlink };
            });
        const before = entries();
        await measured(bind(disk.folder));
        assert.deepEqual(entries(), before);
    });
});

describe("Measuring the tmpfs mounts of a container", () => {
    const containers: string[] = [];
    afterEach(() => Promise.all(containers.splice(0).map((id) => docker.getContainer(id).remove({ force: true }))));

    /** Runs a command as a user that can do little, with 8 MiB at a path that a link leads to; resolves when it said so. */
    async function started(command: string, more: object = {}): Promise<string> {
        const container = await docker.createContainer({
            Image: toolboxImage,
            Cmd: ["sh", "-c", `${command}; echo ready; sleep infinity`],
            User: "1234:1234",
            Labels: { "io.docker-storage.managed": "test" },
            HostConfig: {
                Mounts: [
                    {
                        Type: "tmpfs",
                        Source: "",
                        Target: "/var/run/sc ratch",
                        TmpfsOptions: { SizeBytes: 8 * MEBIBYTE, Mode: 0o1777 },
                    },
                ],
                CapDrop: ["ALL"],
                ...more,
            },
        });
        containers.push(container.id);
        const output = await container.attach({ stream: true, stdout: true });
        await container.start();
        await once(output, "data");
        return container.id;
    }

    async function measuredIn(CONTAINER: string, ...targets: string[]): Promise<Map<number, Measurement>> {
        const environment = { CONTAINER, TARGETS: JSON.stringify(targets) };
        const { code, stdout, stderr } = await runScript(script("begin", "toolbox", "measure-tmpfs"), environment);
        assert.equal(code, 0, stderr);
        return parseMeasurements(stdout);
    }

    it("tells their size and what is in use, and nothing of paths that are something else", async () => {
        const id = await started("head -c 3000000 /dev/zero > '/run/sc ratch/f'");
        const found = await measuredIn(id, "/var/run/sc ratch", "/etc", "/nowhere");
        assert.deepEqual([...found.keys()], [1]);
        const { type, capacityBytes, usedBytes, freeBytes } = found.get(1)?.fileSystem ?? {};
        assert.deepEqual([type, capacityBytes], ["tmpfs", 8 * MEBIBYTE]);
        assert.equal(usedBytes, Math.ceil(3000000 / 4096) * 4096);
        assert.equal(freeBytes, 8 * MEBIBYTE - usedBytes);
    });

    it("says nothing of a container that does not run, or that shows the processes of the host", async () => {
        const stopped = await started("true");
        await docker.getContainer(stopped).kill();
        assert.deepEqual(await measuredIn(stopped, "/var/run/sc ratch"), new Map());
        const open = await started("true", { PidMode: "host" });
        assert.deepEqual(await measuredIn(open, "/var/run/sc ratch"), new Map());
    });
});

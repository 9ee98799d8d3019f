import assert from "node:assert/strict";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { script } from "../../components/data/scripts";
import { Performance, performanceFrom, PerformanceTest, testParameters } from "../../components/model/performance";
import { temporaryFolder } from "../temporary-folder";
import { checksums, docker, inVolume } from "./docker-view";
import { describeWithLoopDisk, LoopDisk } from "./loop-disk";
import { OwnVolumes } from "./own-volumes";
import { Result, runScript } from "./run-script";

const KIBIBYTE = 1024;
const MEBIBYTE = KIBIBYTE * KIBIBYTE;
const volumes = new OwnVolumes("performance");

function run(mount: string, test: PerformanceTest): Promise<Result> {
    const TEST = JSON.stringify(testParameters(test));
    return runScript(script("begin", "exists", "toolbox", "performance"), { MOUNT: mount, TEST, LIMIT_SECONDS: "100" });
}

async function tested(mount: string, test: PerformanceTest = {}): Promise<Performance> {
    const { code, stdout, stderr } = await run(mount, { sizeBytes: 4 * MEBIBYTE, runtimeSeconds: 1, ...test });
    assert.equal(code, 0, stderr);
    return performanceFrom(stdout);
}

/** Every figure of a test that came to its end. */
function assertComplete(found: Performance): void {
    for (const speed of [found.sequentialRead, found.sequentialWrite, found.randomRead, found.randomWrite]) {
        assert.ok(speed, JSON.stringify(found));
        const { blockSizeBytes, bytesPerSecond, iops, latencySeconds } = speed;
        assert.ok(iops > 0 && latencySeconds.mean > 0 && latencySeconds.p99 > 0, JSON.stringify(speed));
        // fio counts whole milliseconds, of which there may be few.
        assert.ok(Math.abs(bytesPerSecond / (iops * blockSizeBytes) - 1) < 0.01, JSON.stringify(speed));
    }
}

describe("Measuring how fast a volume is", () => {
    afterEach(() => volumes.remove());

    it("tells of reading and writing, in sequence and at random, with the blocks and the depth that are asked for", async () => {
        const source = await volumes.make("usual");
        const found = await tested(`type=volume,source=${source}`, { queueDepth: 4 });
        assertComplete(found);
        assert.deepEqual(
            [
                found.sequentialRead?.blockSizeBytes,
                found.randomWrite?.blockSizeBytes,
                found.queueDepth,
                found.sizeBytes,
            ],
            [MEBIBYTE, 4 * KIBIBYTE, 4, 4 * MEBIBYTE],
        );
        assert.ok(Math.abs(Date.now() - Date.parse(found.measuredAt)) < 60_000, found.measuredAt);
        const asked = await tested(`type=volume,source=${source}`, { blockSizeBytes: 64 * KIBIBYTE });
        assert.deepEqual(
            [asked.sequentialWrite?.blockSizeBytes, asked.randomRead?.blockSizeBytes],
            [64 * KIBIBYTE, 64 * KIBIBYTE],
        );
    });

    it("changes nothing and leaves nothing behind", async () => {
        const source = await volumes.make("unchanged", "mkdir d; head -c 3000000 /dev/urandom > d/f; echo 1 > g; sync");
        const times = (): Promise<string> => inVolume(source, "find . -printf '%p %T@ %C@ %i\\n' | sort");
        const [content, before] = [await checksums(source), await times()];
        assertComplete(await tested(`type=volume,source=${source}`));
        assert.deepEqual(await checksums(source), content);
        assert.equal(await times(), before);
    });

    it("fails, and makes no volume, when there is none", async () => {
        const { code, stderr } = await run(`type=volume,source=${volumes.named("missing")}`, {});
        assert.notEqual(code, 0);
        assert.match(stderr, /there is no volume .*missing/);
    });
});

describeWithLoopDisk("Measuring how fast a small disk is", () => {
    const folder = temporaryFolder("performance");
    const disks: LoopDisk[] = [];
    const disk = (name: string, sizeBytes: number, sectorBytes?: number): LoopDisk => {
        const mounted = LoopDisk.mount(join(folder, name), sizeBytes, sectorBytes);
        disks.push(mounted);
        return mounted;
    };
    const bind = (mounted: LoopDisk): string => `type=bind,source=${mounted.folder}`;
    const freeBytes = ({ figures }: LoopDisk): number => Number(figures.bavail) * Number(figures.bsize);

    afterEach(() => disks.splice(0).forEach((mounted) => mounted.unmount()));

    it("takes a quarter of what is free at most, and gives it back", async () => {
        const small = disk("small", 32 * MEBIBYTE);
        const before = freeBytes(small);
        const found = await tested(bind(small), { sizeBytes: 64 * MEBIBYTE });
        assertComplete(found);
        assert.ok(found.sizeBytes && found.sizeBytes <= before / 4, JSON.stringify(found));
        assert.equal(freeBytes(small), before);
    });

    it("says why there are no figures of a disk that is nearly full, and writes nothing", async () => {
        const full = disk("full", 16 * MEBIBYTE);
        writeFileSync(join(full.folder, "data"), Buffer.alloc(freeBytes(full) - 2 * MEBIBYTE, 1));
        const [before, { mtimeMs }] = [freeBytes(full), statSync(full.folder)];
        const { problem, measuredAt, ...figures } = await tested(bind(full));
        assert.match(problem ?? "", /^\d+ bytes are free, and a quarter of that/);
        assert.ok(Date.parse(measuredAt) > 0);
        assert.deepEqual(figures, {});
        assert.deepEqual([freeBytes(full), statSync(full.folder).mtimeMs], [before, mtimeMs]);
    });

    it("says that the cache was not passed by where the disk does not take such blocks", async () => {
        const coarse = disk("coarse", 32 * MEBIBYTE, 4096);
        assert.equal((await tested(bind(coarse))).direct, true);
        const found = await tested(bind(coarse), { blockSizeBytes: 512, queueDepth: 8, sizeBytes: MEBIBYTE });
        assertComplete(found);
        assert.deepEqual([found.direct, found.queueDepth], [false, 1]);
    });

    it("leaves nothing when it is killed", async () => {
        const killed = disk("killed", 64 * MEBIBYTE);
        const [before, { mtimeMs }] = [freeBytes(killed), statSync(killed.folder)];
        const endless = { blockSizeBytes: 512, runtimeSeconds: 60, sizeBytes: 64 * MEBIBYTE };
        const running = run(bind(killed), endless);
        while (freeBytes(killed) > before - MEBIBYTE) await pause(50);
        assert.deepEqual(readdirSync(killed.folder), ["lost+found"]);
        const [container] = await docker.listContainers({ filters: { volume: [killed.folder] } });
        const gone = docker.getContainer(container.Id).wait({ condition: "removed" });
        await docker.getContainer(container.Id).kill();
        await gone;
        assert.notEqual((await running).code, 0);
        assert.deepEqual([freeBytes(killed), statSync(killed.folder).mtimeMs], [before, mtimeMs]);
        assert.deepEqual(readdirSync(killed.folder), ["lost+found"]);
    });
});

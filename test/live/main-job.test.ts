import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Migration } from "../../components/model/migration";
import { temporaryFolder } from "../temporary-folder";
import { checksums, containerExists, docker, freePort, inVolume, mountedVolumes, volumeExists } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { StackCopy } from "./stack-copy";

const containers = ["writerContainer", "webContainer", "readerContainer", "followerContainer"];
const geometry = { blockSizeBytes: 4096, blockCount: 1000, latencySeconds: 2 };
const seed = { files: { "index.html": "the seed\n" } };

describeWithEachEngine("The main job", (command) => {
    const folder = temporaryFolder("main-job");
    const volumes = new Set<string>();
    let stack: StackCopy;
    let outputs: Record<string, unknown> = {};
    let contents: Record<string, string> = {};

    const volume = (): string => output("siteVolume");
    const names = (): string[] => containers.map(output);
    const ids = (): Promise<string[]> =>
        Promise.all(names().map(async (name) => (await docker.getContainer(name).inspect()).Id));

    function output(name: string): string {
        const value = outputs[name];
        assert.ok(typeof value === "string" && value !== "", `output ${name} is ${String(value)}`);
        return value;
    }

    async function up(...args: string[]): Promise<void> {
        await stack.up(...args);
        outputs = await stack.outputs();
        volumes.add(volume());
    }

    async function page(path = ""): Promise<string> {
        const response = await fetch(`${output("url")}${path}`);
        assert.equal(response.status, 200);
        return response.text();
    }

    async function everyContainerIsOnTheVolume(): Promise<void> {
        for (const name of names()) {
            assert.deepEqual(await mountedVolumes(name), [volume()], name);
        }
    }

    before(async () => {
        stack = new StackCopy(command, folder);
        await stack.init();
        stack.setConfig({
            port: await freePort(),
            folder: join(folder, "shared"),
            greeting: "the greeting",
            site: { geometry, seed, labels: { purpose: "first" } },
        });
    });

    after(async () => {
        await stack.destroy();
        if (await volumeExists(stack.snapshotsVolume)) {
            await docker.getVolume(stack.snapshotsVolume).remove();
        }
    });

    it("shows in a preview what plain inputs tell, and makes nothing", async () => {
        const text = await stack.run("preview", "--stack", stack.stack);
        assert.match(text, /siteCapacityBytes\s*: 4096000/);
        assert.match(text, /siteThroughputBytesPerSecond\s*: 2048000/);
        assert.match(text, /stackCapacityBytes\s*: 4096000/);
        assert.equal(await volumeExists(stack.snapshotsVolume), false);
        // Its types are right, as this has shown; to check them takes longer than an update.
        stack.environment.PULUMI_NODEJS_TRANSPILE_ONLY = "true";
    });

    it("serves the seed and what the writer wrote, from one volume that every container mounts", async () => {
        await up();
        await everyContainerIsOnTheVolume();
        assert.equal(await page(), "the seed\n");
        assert.equal(await page("hello.txt"), "the greeting\n");
    });

    it("says how much fits, how fast it is and how much is used", () => {
        assert.equal(outputs.siteCapacityBytes, 4096 * 1000);
        assert.equal(outputs.siteThroughputBytesPerSecond, (4096 * 1000) / 2);
        assert.ok(Number(outputs.siteUsedBytes) > 0, String(outputs.siteUsedBytes));
    });

    it("changes nothing the second time", async () => {
        const earlier = { ids: await ids(), volume: volume() };
        const printed = await stack.up("--expect-no-changes");
        assert.deepEqual({ ids: await ids(), volume: volume() }, earlier);
        assert.match(printed, /^ {4}17 unchanged$/m);
    });

    it("brings back a container that somebody removed, with its data", async () => {
        await inVolume(
            volume(),
            "head -c 1048576 /dev/urandom > large && mkdir deep && echo in > deep/file && chown 7:8 large",
        );
        contents = await checksums(volume());
        await docker.getContainer(output("webContainer")).remove({ force: true });
        await up();
        await everyContainerIsOnTheVolume();
        assert.deepEqual(await checksums(volume()), contents);
        assert.equal(await page(), "the seed\n");
    });

    it("keeps every byte when the volume's labels change, and moves every container to the new volume", async () => {
        const earlier = volume();
        stack.setConfig({ site: { geometry, seed, labels: { purpose: "second" } } });
        await up();
        assert.notEqual(volume(), earlier);
        assert.deepEqual(await checksums(volume()), contents);
        assert.equal(await inVolume(volume(), "stat -c %u:%g large"), "7:8\n");
        await everyContainerIsOnTheVolume();
        assert.equal((await docker.getVolume(volume()).inspect()).Labels.purpose, "second");
        assert.equal(await volumeExists(earlier), false);
        assert.equal(await page("hello.txt"), "the greeting\n");
    });

    it("keeps every byte when the driver options change, and moves every container to the new volume", async () => {
        const earlier = volume();
        const device = join(folder, "device");
        mkdirSync(device);
        stack.setConfig({ site: { geometry, seed, driverOpts: { type: "none", o: "bind", device } } });
        await up();
        assert.notEqual(volume(), earlier);
        assert.deepEqual(await checksums(volume()), contents);
        await everyContainerIsOnTheVolume();
        assert.equal((await docker.getVolume(volume()).inspect()).Options?.device, device);
        const { from, to } = outputs.siteLastMigration as Migration;
        assert.deepEqual([from, to], [earlier, volume()]);
        assert.equal(await page(), "the seed\n");
    });

    it("leaves nothing behind when it is destroyed, but the snapshot of the data", async () => {
        const left = names();
        assert.equal(volumes.size, 3, "the volume was replaced twice");
        await stack.destroy();
        for (const name of left) {
            assert.equal(await containerExists(name), false, name);
        }
        for (const name of volumes) {
            assert.equal(await volumeExists(name), false, name);
        }
        assert.equal(await volumeExists(stack.snapshotsVolume), true);
        assert.notDeepEqual(await checksums(stack.snapshotsVolume), {});
    });
});

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Daemon } from "../../components/plan/daemon";
import { DockerHost } from "../../components/plan/model/effects";
import { estimatedSeconds } from "../../components/plan/model/estimate";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { temporaryFolder } from "../temporary-folder";
import { docker, inVolume, volumeExists } from "./docker-view";

const run = randomBytes(4).toString("hex");
const named = (name: string): string => `plan-measure-${run}-${name}`;
const host: DockerHost = { address: "", toolboxImage };

describe("What a plan measures on a daemon", () => {
    const folder = temporaryFolder("plan-measure");
    const daemon = new Daemon(host, 60);
    const device = join(folder, "device");

    before(async () => {
        mkdirSync(device);
        writeFileSync(join(device, "file"), "on the device");
        const overFolder = (path: string): Record<string, string> => ({ type: "none", o: "bind", device: path });
        await docker.createVolume({ Name: named("full") });
        await docker.createVolume({ Name: named("device"), DriverOpts: overFolder(device) });
        await docker.createVolume({ Name: named("broken"), DriverOpts: overFolder(join(folder, "nowhere")) });
        await inVolume(
            named("full"),
            "head -c 50000000 /dev/urandom > large && ln large link && head -c 7 large > small",
        );
    });
    after(async () => {
        for (const name of ["full", "device", "broken"].map(named)) {
            if (await volumeExists(name)) await docker.getVolume(name).remove();
        }
    });

    const bytes = async (...names: string[]): Promise<Record<string, number>> =>
        Object.fromEntries([...(await daemon.usages(names))].map(([name, { dataBytes }]) => [name, dataBytes]));

    it("is the content of regular files, each once", async () => {
        assert.deepEqual(await bytes(named("full"), named("device")), {
            [named("full")]: 50000007,
            [named("device")]: 13,
        });
    });

    it("is unknown for a volume that Docker cannot mount, and for that one only", async () => {
        assert.deepEqual(await bytes(named("full"), named("broken")), { [named("full")]: 50000007 });
    });

    it("is nothing of the host, whatever a document gives as the name of a volume", async () => {
        for (const name of [`${named("full")},readonly=false`, "x,type=bind,source=/etc", "../etc", "", "a\nb"]) {
            assert.deepEqual(await bytes(name), {}, name);
        }
    });

    it("is unknown when it takes longer than its limit, and leaves no container", async () => {
        const hasty = new Daemon(host, 0.001);
        assert.deepEqual(await hasty.usages([named("full")]), new Map());
        assert.equal(await hasty.copyRate(named("full")), undefined);
        const left = await docker.listContainers({ all: true, filters: { volume: [named("full")] } });
        assert.deepEqual(left, []);
    });

    it("is a rate of copying, from which a time can be told, and the volume is as it was", async () => {
        const rate = await daemon.copyRate(named("full"));
        assert.ok(rate && rate.bytesPerSecond > 0 && rate.startSeconds > 0, JSON.stringify(rate));
        assert.ok(estimatedSeconds(50000007, 1, rate) >= 1);
        assert.equal(await inVolume(named("full"), "ls -A"), "large\nlink\nsmall\n");
    });

    it("is not asked of a daemon that is not there", async () => {
        const nobody = new Daemon({ ...host, address: `unix://${join(folder, "nobody")}` }, 60);
        await assert.rejects(nobody.volumeNames());
    });

    it("says rightly that Docker leaves the data of a volume where its device is", async () => {
        await docker.getVolume(named("device")).remove();
        assert.equal(readFileSync(join(device, "file"), "utf8"), "on the device");
    });
});

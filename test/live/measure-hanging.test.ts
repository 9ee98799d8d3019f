import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { script } from "../../components/data/scripts";
import { parseMeasurements } from "../../components/model/usage-report";
import { temporaryFolder } from "../temporary-folder";
import { HangingDisk } from "./hanging-disk";
import { describeWithOwnDaemon, OwnDaemon } from "./own-daemon";
import { Result, runScript } from "./run-script";

const LIMIT_SECONDS = 3;
const GIVE_UP_SECONDS = 8;

describeWithOwnDaemon("Measuring a disk that does not answer", () => {
    const folder = temporaryFolder("measure-hanging");
    const good = join(folder, "good");
    const daemon = new OwnDaemon(join(folder, "daemon"));
    let disk: HangingDisk | undefined;

    before(async () => {
        await daemon.startWithToolbox();
        mkdirSync(good);
        writeFileSync(join(good, "f"), "12345");
    });
    afterEach(async () => {
        await disk?.end();
        disk = undefined;
    });
    after(() => daemon.stop());

    async function volumeOver(name: string, device: string): Promise<string> {
        await daemon.docker.createVolume({ Name: name, DriverOpts: { type: "none", o: "bind", device } });
        return `type=volume,source=${name}`;
    }

    async function timed(...mounts: string[]): Promise<Result & { seconds: number }> {
        const limits = { LIMIT_SECONDS: String(LIMIT_SECONDS), GIVE_UP_SECONDS: String(GIVE_UP_SECONDS) };
        const started = Date.now();
        const environment = { ...limits, DOCKER_HOST: daemon.host, MOUNTS: mounts.join("\n") };
        const result = await runScript(script("begin", "limited", "measure-usage"), environment);
        return { ...result, seconds: (Date.now() - started) / 1000 };
    }

    async function containersWith(volume: string): Promise<number> {
        return (await daemon.docker.listContainers({ all: true, filters: { volume: [volume] } })).length;
    }

    it("ends in its time, holds up nobody else's figures, and leaves no container once that has an end", async () => {
        const dead = join(folder, "dead");
        disk = await HangingDisk.mount(dead);
        const hanging = timed(await volumeOver("dead", dead));
        while ((await containersWith("dead")) === 0) await pause(100);
        const others = await timed(await volumeOver("good", good));
        assert.equal(parseMeasurements(others.stdout).get(1)?.usage?.dataBytes, 5, others.stderr);
        const { code, stdout, seconds } = await hanging;
        assert.deepEqual([code, stdout], [0, ""]);
        assert.ok(seconds >= GIVE_UP_SECONDS && seconds < 2 * GIVE_UP_SECONDS, String(seconds));
        await disk.end();
        disk = undefined;
        while ((await containersWith("dead")) > 0) await pause(100);
    });
});

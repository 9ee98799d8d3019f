import assert from "node:assert/strict";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { temporaryFolder } from "../temporary-folder";
import { checksums, inVolume } from "./docker-view";
import { embedded } from "./engines";
import { describeWithLoopDevices, detach } from "./loop-devices";
import { OneVolume } from "./one-volume";
import { OwnDaemon } from "./own-daemon";

const GEOMETRY = { blockSizeBytes: 4096, blockCount: 16384 };

describeWithLoopDevices("A volume with an enforced capacity whose host is started again", () => {
    let daemon: OwnDaemon;
    let stack: OneVolume;

    before(async () => {
        const folder = temporaryFolder("enforced-capacity-restart");
        daemon = new OwnDaemon(join(folder, "daemon"));
        await daemon.startWithToolbox();
        stack = new OneVolume(embedded, join(folder, "stack"), { DOCKER_HOST: daemon.host, DOCKER_CONTEXT: undefined });
        await stack.init();
    });
    after(async () => {
        await daemon.start();
        await stack.destroy();
        await daemon.stop();
    });

    /** Resolves when a container runs, whoever starts it. */
    async function running(name: string): Promise<void> {
        const filters = { container: [name], event: ["start"] };
        const events = (await daemon.docker.getEvents({ filters })) as NodeJS.ReadableStream & { destroy(): void };
        try {
            const started = once(createInterface({ input: events }), "line");
            if (!(await daemon.docker.getContainer(name).inspect()).State.Running) await started;
        } finally {
            events.destroy();
        }
    }

    for (const [what, loses] of [
        ["only Docker", false],
        ["the whole host, whose devices are gone", true],
    ] as const) {
        it(`keeps its data and its capacity, and its container runs again: ${what}`, async () => {
            const config = { data: { geometry: GEOMETRY, enforceCapacity: true }, restart: "always" };
            const { volume, container, usableBytes = 0 } = await stack.up(config);
            const { environment } = stack.stack;
            await inVolume(volume, "head -c 1000000 /dev/urandom > random; rm -f full; sync", environment);
            const contents = await checksums(volume, environment);
            const { Options } = await daemon.docker.getVolume(volume).inspect();
            await daemon.stop();
            if (loses) detach(String(Options?.device));
            await daemon.start();
            await running(container);
            assert.deepEqual(await checksums(volume, environment), contents);
            const fill = "cat /dev/zero 2>/dev/null > full || true; stat -c %s full";
            const written = Number(await inVolume(volume, fill, environment));
            assert.ok(written < usableBytes && written > 0.9 * usableBytes, `${written} of ${usableBytes}`);
        });
    }
});

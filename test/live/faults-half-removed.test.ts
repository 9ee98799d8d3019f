import assert from "node:assert/strict";
import { once } from "node:events";
import { watch } from "node:fs";
import { basename, dirname, join } from "node:path";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { variantsToTry } from "../points";
import { temporaryFolder } from "../temporary-folder";
import { inVolume, volumeNames } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { OneVolume } from "./one-volume";
import { describeWithOwnDaemon, OwnDaemon } from "./own-daemon";
import type { Config } from "./stack-copy";

/** So many that Docker takes a while to remove them. */
const FILL = "mkdir deep && seq 10000 | split -l 1 -a 4 - deep/ && seq 10000 | split -l 1 -a 4 -";
const FINGERPRINT = "find . -type f -exec sha256sum {} + | sort | sha256sum";
const COUNT = "find . -type f | wc -l";

describeWithEachEngine("A volume of a fixed name", (command) => {
    describeWithOwnDaemon("whose Docker daemon is killed while it removes", () => {
        let daemon: OwnDaemon;
        let stack: OneVolume;
        let step = 0;

        before(async () => {
            const folder = temporaryFolder("faults-half-removed");
            daemon = new OwnDaemon(join(folder, "daemon"));
            await daemon.startWithToolbox();
            const environment = { DOCKER_HOST: daemon.host, DOCKER_CONTEXT: undefined };
            stack = new OneVolume(command, join(folder, "stack"), environment);
            await stack.init();
        });
        afterEach(async () => {
            await daemon.start();
            await stack.destroy();
        });
        after(() => daemon.stop());

        const settings = (name?: string): Config => ({
            data: { name, labels: { step: String(step) }, toolboxImage, onDelete: "discard" },
            mount: { noCopy: true },
        });
        const inside = (volume: string, script: string): Promise<string> =>
            inVolume(volume, script, stack.stack.environment);

        async function mountpoint(volume: string): Promise<string> {
            return (await daemon.docker.getVolume(volume).inspect()).Mountpoint;
        }

        /** Resolves as soon as anything changes in a folder that is there by now. */
        async function changed(folder: string): Promise<void> {
            const watcher = watch(folder);
            await once(watcher, "change");
            watcher.close();
        }

        /** Resolves as soon as a volume, all of it, is gone. */
        function removed(folder: string): Promise<void> {
            return new Promise((resolve) => {
                const watcher = watch(dirname(folder), (_event, name) => {
                    if (name !== basename(folder)) return;
                    watcher.close();
                    resolve();
                });
            });
        }

        /** An update, whose volume has a new label, fails as the daemon is killed; resolves to what the volume held. */
        async function failed(name: string, killing: (data: string) => Promise<void>): Promise<string> {
            await stack.up(settings(name));
            await inside(name, FILL);
            const contents = await inside(name, FINGERPRINT);
            step++;
            stack.stack.setConfig(settings(name));
            const killed = killing(await mountpoint(name)).then(() => daemon.kill());
            const [{ code, stdout, stderr }] = await Promise.all([
                stack.stack.attempt("up", "--yes", "--skip-preview", "--stack", stack.stack.stack),
                killed,
            ]);
            assert.notEqual(code, 0, stdout + stderr);
            await daemon.start();
            return contents;
        }

        /** Whether a part of the files is gone, which is what these tests are about. */
        async function assertHalfRemoved(volume: string): Promise<void> {
            const count = Number(await inside(volume, COUNT));
            assert.ok(count < 20_000, `${volume} still has all of its files`);
        }

        /** The next update finishes the job, and nothing of the first is left over. */
        async function assertFinished(name: string, contents: string): Promise<void> {
            await stack.up(settings(name));
            assert.equal(await inside(name, FINGERPRINT), contents);
            assert.deepEqual(await volumeNames(daemon.docker), [name]);
        }

        const whatWasReplaced = changed;
        const whatWasSetAside = async (data: string): Promise<void> => {
            await removed(dirname(data));
            await changed(data.replace(basename(dirname(data)), stack.handoverVolume));
        };

        const cases: [string, () => Promise<void>][] = [
            [
                "what was set aside has all of its data after the next update",
                async () => {
                    const name = `${stack.name}-fixed`;
                    const contents = await failed(name, whatWasReplaced);
                    await assertHalfRemoved(name);
                    await assertFinished(name, contents);
                },
            ],

            [
                "what was brought back has all of its data after the next update",
                async () => {
                    const name = `${stack.name}-fixed`;
                    const contents = await failed(name, whatWasSetAside);
                    await assertHalfRemoved(stack.handoverVolume);
                    assert.equal(await inside(name, FINGERPRINT), contents);
                    await assertFinished(name, contents);
                },
            ],

            [
                "what was brought back has all of its data after an update that replaces it again",
                async () => {
                    const name = `${stack.name}-fixed`;
                    const contents = await failed(name, whatWasSetAside);
                    await assertHalfRemoved(stack.handoverVolume);
                    step++;
                    await assertFinished(name, contents);
                },
            ],

            [
                "what was set aside has all of its data when the next update gives it a name of Pulumi's",
                async () => {
                    const name = `${stack.name}-fixed`;
                    const contents = await failed(name, whatWasReplaced);
                    await assertHalfRemoved(name);
                    const { volume } = await stack.up(settings());
                    assert.notEqual(volume, name);
                    assert.equal(await inside(volume, FINGERPRINT), contents);
                },
            ],
        ];
        for (const [title, test] of variantsToTry(cases, 4)) it(title, test);
    });
});

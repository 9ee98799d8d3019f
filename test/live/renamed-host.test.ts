import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { inVolume } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { describeWithOwnDaemon, OwnDaemon } from "./own-daemon";
import { StackCopy } from "./stack-copy";

describeWithOwnDaemon("A Docker host of the program's", () => {
    describeWithEachEngine("whose machine is renamed, or whose folder is moved", (command) => {
        const folder = temporaryFolder("renamed-host");
        const daemon = new OwnDaemon(join(folder, "daemon"));
        const environment = { ...process.env, DOCKER_HOST: daemon.host };
        let stack: StackCopy;
        let volume: string;

        async function up(step: string): Promise<string> {
            stack.setConfig({ address: daemon.host, step });
            await stack.up();
            const outputs = await stack.outputs();
            return outputs.volume as string;
        }

        before(async () => {
            await daemon.startWithToolbox();
            stack = new StackCopy(command, join(folder, "stack"), "test/live/programs/on-host", environment);
            await stack.init();
            volume = await up("first");
            await inVolume(volume, "echo kept > f", environment);
        });
        after(() => daemon.stop());

        for (const [what, change] of [
            ["renamed", () => void (daemon.machine = "renamed")],
            ["moved", () => daemon.moveData()],
        ] as const)
            it(`is the same one, on which an edit keeps every byte: ${what}`, async () => {
                const { daemonId } = await stack.outputs();
                await daemon.stop();
                change();
                await daemon.start();
                await stack.run("preview", "--expect-no-changes", "--stack", stack.stack);
                await stack.up("--expect-no-changes");
                const edited = await up(what);
                assert.notEqual(edited, volume);
                volume = edited;
                assert.equal(await inVolume(volume, "cat f", environment), "kept\n");
                assert.deepEqual((await daemon.docker.listVolumes()).Volumes.length, 1);
                assert.equal((await stack.outputs()).daemonId, daemonId);
            });

        it("is the same one for a destroy, which leaves nothing", async () => {
            await stack.destroy();
            assert.deepEqual((await daemon.docker.listVolumes()).Volumes, []);
        });
    });
});

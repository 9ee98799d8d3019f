import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { inVolume } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { OneVolume } from "./one-volume";
import { describeWithOwnDaemon, OwnDaemon } from "./own-daemon";

describeWithOwnDaemon("A Docker host on which all that nobody uses is removed", () => {
    describeWithEachEngine("and volumes with it", (command) => {
        const folder = temporaryFolder("pruned-host");
        const daemon = new OwnDaemon(join(folder, "daemon"));
        const environment = { ...process.env, DOCKER_HOST: daemon.host };
        let stack: OneVolume;

        before(async () => {
            await daemon.startWithToolbox();
            stack = new OneVolume(command, join(folder, "stack"), environment);
            await stack.init();
        });
        after(async () => {
            await stack.destroy();
            await daemon.stop();
        });

        it("still has the snapshots that are kept where nothing is said, and gives the data back", async () => {
            stack.stack.setConfig({ "docker-storage:snapshots": undefined });
            const saved = await stack.up({ data: {} });
            await inVolume(saved.volume, "echo precious > f", environment);
            await stack.destroy();
            // The toolbox is not to be fetched again, so images stay.
            execFileSync("docker", ["system", "prune", "--force", "--volumes"], { env: environment });
            assert.deepEqual((await daemon.docker.listVolumes()).Volumes, []);
            const { volume, restored } = await stack.up({ data: { restoreFrom: {} } });
            assert.equal(await inVolume(volume, "cat f", environment), "precious\n");
            assert.equal(restored?.volume, saved.volume);
        });
    });
});

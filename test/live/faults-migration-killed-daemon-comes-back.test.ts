import assert from "node:assert/strict";
import { mountedVolumes } from "./docker-view";
import { describeKilledDaemon, WHILE_THE_REST_IS_COPIED } from "./migration-on-own-daemon";

describeKilledDaemon("A migration whose Docker daemon is killed, and comes back,", (migration) => {
    it("has the stopped containers running on the old volume when the update ends, if it was soon", async () => {
        const { before, contents } = await migration.deployed();
        const told = await migration.failingUpdate(WHILE_THE_REST_IS_COPIED, async () => {
            await migration.kill();
            await migration.daemon.start();
        });
        assert.doesNotMatch(told, /does not start again/);
        assert.ok(await migration.isRunning(before.container));
        assert.deepEqual(await mountedVolumes(before.container, migration.daemon.docker), [before.volume]);
        assert.deepEqual(await migration.contentsOf(before.volume), contents);
        await migration.assertFinished(undefined, contents);
    });

    it("leaves a container that is always to be restarted to Docker, and the next update copies what it wrote since", async () => {
        migration.stack.stack.setConfig({ restart: "always" });
        const { before } = await migration.deployed();
        await migration.failingUpdate(WHILE_THE_REST_IS_COPIED);
        await migration.daemon.start();
        assert.ok(await migration.isRunning(before.container));
        await migration.write(before.volume, "date +%N > written-since");
        await migration.assertFinished(undefined, await migration.contentsOf(before.volume));
    });
});

import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { docker, inVolume } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { OneVolume } from "./one-volume";

describeWithEachEngine("A volume that somebody has removed by hand", (command) => {
    let stack: OneVolume;

    beforeEach(async () => {
        stack = new OneVolume(command, temporaryFolder("gone-volume"));
        await stack.init();
    });
    afterEach(() => stack.cleanUp());

    const seed = { files: { "index.html": "seed" } };

    async function removed({ volume, container }: { volume: string; container: string }): Promise<void> {
        await docker.getContainer(container).remove({ force: true });
        await docker.getVolume(volume).remove();
    }

    it("fails an update that does not look for it, which names it, and is seeded again by one that does", async () => {
        const first = await stack.up({ data: { seed } });
        await removed(first);
        await assert.rejects(
            stack.up({ data: { seed } }, "--refresh=false"),
            new RegExp(`volume ${first.volume} is gone from its Docker host[^]*--refresh: that makes another one`),
        );
        const again = await stack.up({ data: { seed } });
        assert.notEqual(again.volume, first.volume);
        assert.equal(await inVolume(again.volume, "cat index.html"), "seed");
        await inVolume(again.volume, "echo written > index.html");
        const moved = await stack.up({ data: { seed, labels: { edited: "yes" } } });
        assert.notEqual(moved.volume, again.volume);
        assert.equal(await inVolume(moved.volume, "cat index.html"), "written\n");
    });

    it("is restored again, if the program restores it, and the output says so", async () => {
        const first = await stack.up({ data: {} });
        await inVolume(first.volume, "echo saved > f");
        await stack.destroy();
        const restored = await stack.up({ data: { restoreFrom: {} } });
        assert.equal(await inVolume(restored.volume, "cat f"), "saved\n");
        await removed(restored);
        const again = await stack.up({ data: { restoreFrom: {} } });
        assert.equal(await inVolume(again.volume, "cat f"), "saved\n");
        assert.equal(again.restored?.fileCount, 1);
    });
});

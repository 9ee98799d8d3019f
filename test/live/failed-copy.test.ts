import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { checksums, docker, inVolume, mountedVolumes, volumeExists } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { Outputs, OneVolume } from "./one-volume";

/** With this file in it a volume counts as an unfinished copy, from which nothing may be taken. */
const MARK = ".docker-storage-incomplete";

describeWithEachEngine("A copy that fails", (command) => {
    const folder = temporaryFolder("failed-copy");
    let stack: OneVolume;
    let first: Outputs;
    let contents: Record<string, string> = {};

    before(async () => {
        stack = new OneVolume(command, folder);
        await stack.init();
        first = await stack.up({ data: { labels: { step: "1" } } });
        await inVolume(first.volume, `head -c 100000 /dev/urandom > random; touch ${MARK}`);
        contents = await checksums(first.volume);
    });
    after(() => stack.cleanUp());

    it("leaves the old volume whole, with its container running on it, and says why", async () => {
        const update = stack.up({ data: { labels: { step: "2" } } });
        await assert.rejects(update, /holds an unfinished copy; nothing was copied from it/);
        assert.deepEqual(await checksums(first.volume), contents);
        assert.deepEqual(await mountedVolumes(first.container), [first.volume]);
        assert.equal((await docker.getContainer(first.container).inspect()).State.Running, true);
    });

    it("is made good by the next update once the reason is gone", async () => {
        await inVolume(first.volume, `rm ${MARK}`);
        contents = await checksums(first.volume);
        const { volume, container } = await stack.up({});
        assert.notEqual(volume, first.volume);
        assert.deepEqual(await checksums(volume), contents);
        assert.deepEqual(await mountedVolumes(container), [volume]);
        assert.equal((await docker.getVolume(volume).inspect()).Labels.step, "2");
        assert.equal(await volumeExists(first.volume), false);
    });
});

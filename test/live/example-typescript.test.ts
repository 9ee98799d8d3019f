import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { checksums, inVolume, mountedVolumes, volumeExists } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { StackCopy } from "./stack-copy";

describeWithEachEngine("The TypeScript example", (command) => {
    const folder = temporaryFolder("example");
    let stack: StackCopy;
    let outputs: Record<string, unknown> = {};

    before(async () => {
        stack = new StackCopy(command, folder, "examples/typescript");
        await stack.init();
    });

    after(() => stack.destroy());

    it("imports the package by its name and shares one volume between two containers", async () => {
        await stack.up();
        outputs = await stack.outputs();
        assert.deepEqual(await mountedVolumes(String(outputs.authorContainer)), [outputs.volume]);
        const [mount] = outputs.audienceMounts as { name: string; rw: boolean }[];
        assert.equal(mount.name, outputs.volume);
        assert.equal(mount.rw, false);
        assert.equal(outputs.capacityBytes, 4096 * 25600);
        assert.equal(outputs.throughputBytesPerSecond, (4096 * 25600) / 0.5);
        assert.equal(
            await inVolume(String(outputs.volume), "cat first.txt second.txt"),
            "The first note.\nAnother note.\n",
        );
    });

    it("keeps what is on the volume when its label is edited", async () => {
        const earlier = String(outputs.volume);
        const { "./first.txt": seeded } = await checksums(earlier);
        stack.setConfig({ purpose: "edited" });
        await stack.up();
        outputs = await stack.outputs();
        assert.notEqual(outputs.volume, earlier);
        assert.equal((await checksums(String(outputs.volume)))["./first.txt"], seeded);
        const notes = await inVolume(String(outputs.volume), "cat second.txt");
        assert.equal(notes, "Another note.\nAnother note.\n", "the author started again, on the data that was there");
        assert.equal(await volumeExists(earlier), false);
    });
});

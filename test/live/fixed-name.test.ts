import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { temporaryFolder } from "../temporary-folder";
import { checksums, docker, inVolume, mountedVolumes, volumeExists } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { OneVolume } from "./one-volume";

const FILL = "head -c 300000 /dev/urandom > random && mkdir deep && ln random deep/link && chown 7:8 random";

describeWithEachEngine("A volume with a fixed name", (command) => {
    const folder = temporaryFolder("fixed-name");
    let stack: OneVolume;
    let name = "";
    let contents: Record<string, string> = {};

    before(async () => {
        stack = new OneVolume(command, folder);
        name = `${stack.name}-fixed`;
        await stack.init();
    });
    after(() => stack.cleanUp(name, `${name}-foreign`));

    it("keeps every byte when an automatic name becomes fixed", async () => {
        const automatic = await stack.up({});
        await inVolume(automatic.volume, FILL);
        contents = await checksums(automatic.volume);
        const { volume, container } = await stack.up({ data: { name } });
        assert.equal(volume, name);
        assert.deepEqual(await checksums(name), contents);
        assert.deepEqual(await mountedVolumes(container), [name]);
        assert.equal(await volumeExists(automatic.volume), false);
    });

    it("keeps every byte when its driver options change", async () => {
        const device = join(folder, "device");
        mkdirSync(device);
        const { container } = await stack.up({ data: { name, driverOpts: { type: "none", o: "bind", device } } });
        assert.equal((await docker.getVolume(name).inspect()).Options?.device, device);
        assert.deepEqual(await checksums(name), contents);
        assert.deepEqual(await mountedVolumes(container), [name]);
        assert.equal(await inVolume(name, "stat -c %u:%g:%h random"), "7:8:2\n");
    });

    it("is refused, and left alone, when it is somebody else's", async () => {
        const foreign = `${name}-foreign`;
        await docker.createVolume({ Name: foreign });
        await inVolume(foreign, "echo theirs > file");
        const theirs = await checksums(foreign);
        await assert.rejects(stack.up({ data: { name: foreign } }), /exists already, and is left alone/);
        assert.deepEqual(await checksums(foreign), theirs);
        assert.deepEqual(await checksums(name), contents);
        await stack.up({ data: { name } });
        assert.deepEqual(await checksums(name), contents);
    });

    it("is not replaced, and nobody stands still, while a container of somebody else's has it", async () => {
        const before = await stack.up({ data: { name } });
        const other = await docker.createContainer({
            name: `${name}-other`,
            Image: toolboxImage,
            Cmd: ["sleep", "infinity"],
            HostConfig: { NetworkMode: "host", Binds: [`${name}:/data`] },
        });
        try {
            await other.start();
            await assert.rejects(
                stack.up({ data: { name, labels: { tier: "b" } } }),
                new RegExp(`containers have it that are not this stack's: ${name}-other - nothing was changed`),
            );
            for (const id of [before.container, other.id]) {
                assert.equal((await docker.getContainer(id).inspect()).State.Running, true);
            }
            assert.deepEqual(await checksums(name), contents);
        } finally {
            await other.remove({ force: true });
        }
    });

    it("stays, with its data, when the stack is destroyed and it is to be retained", async () => {
        await stack.up({ data: { name, onDelete: "retain" } });
        await stack.destroy();
        assert.deepEqual(await checksums(name), contents);
        assert.equal(await volumeExists(stack.snapshotsVolume), false);
    });

    it("is taken up again, with its data, when that is said", async () => {
        await assert.rejects(stack.up({ data: { name } }), /exists already, and is left alone/);
        const { container } = await stack.up({ data: { name, adopt: true } });
        assert.deepEqual(await checksums(name), contents);
        assert.deepEqual(await mountedVolumes(container), [name]);
        const later = await stack.up({ data: { name } });
        assert.equal(later.container, container);
        assert.deepEqual(await checksums(name), contents);
    });

    it("stays what the component has when it is to adopt another volume", async () => {
        const foreign = `${name}-foreign`;
        const theirs = await checksums(foreign);
        await assert.rejects(
            stack.up({ data: { name: foreign, adopt: true } }),
            /is not adopted, because this component has a volume with data of its own/,
        );
        assert.deepEqual(await checksums(foreign), theirs);
        assert.deepEqual(await checksums(name), contents);
        await stack.destroy();
    });

    it("is somebody else's, and not adopted, when it is not as declared", async () => {
        const foreign = `${name}-foreign`;
        const theirs = await checksums(foreign);
        await assert.rejects(
            stack.up({ data: { name: foreign, adopt: true, labels: { ours: "yes" } } }),
            /is not adopted, because it is not as declared: it differs in label ours\./,
        );
        assert.deepEqual(await checksums(foreign), theirs);
        assert.deepEqual((await docker.getVolume(foreign).inspect()).Labels, null);
    });

    it("is somebody else's, and adopted with its data, and treated as the component's own from then on", async () => {
        const data = { name: `${name}-foreign`, adopt: true };
        const theirs = await checksums(data.name);
        const { container } = await stack.up({ data });
        assert.deepEqual(await mountedVolumes(container), [data.name]);
        await stack.up({ data }, "--expect-no-changes");
        await stack.up({ data: { ...data, labels: { ours: "yes" } } });
        assert.deepEqual((await docker.getVolume(data.name).inspect()).Labels, { ours: "yes" });
        assert.deepEqual(await checksums(data.name), theirs);
        await stack.up({ data: { ...data, labels: { ours: "yes" } } }, "--expect-no-changes");
    });
});

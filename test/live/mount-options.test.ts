import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { docker, inVolume } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { OneVolume, Outputs } from "./one-volume";

/** A folder that is not empty in the toolbox image. */
const target = "/etc/alternatives";

describeWithEachEngine("Mount options", (command) => {
    const folder = temporaryFolder("mount-options");
    let stack: OneVolume;

    before(async () => {
        stack = new OneVolume(command, folder);
        await stack.init();
    });
    after(() => stack.cleanUp());

    async function inspected({ container }: Outputs): Promise<Outputs["mounts"]> {
        const { Mounts } = await docker.getContainer(container).inspect();
        return Mounts.map(({ Type, Name = "", Source, Destination, Mode, RW }) => ({
            type: Type,
            name: Name,
            source: Source,
            destination: Destination,
            mode: Mode,
            rw: RW,
        }));
    }

    it("leave a volume empty with noCopy", async () => {
        const outputs = await stack.up({ mount: { target, noCopy: true } });
        assert.equal(await inVolume(outputs.volume, "ls -A"), "");
        assert.deepEqual(outputs.mounts, await inspected(outputs));
        assert.equal(outputs.mounts[0].name, outputs.volume);
        assert.equal(outputs.mounts[0].rw, true);
    });

    it("are there again after a prune of what does not run, when the container is replaced", async () => {
        const mount = { target, noCopy: true };
        const { volume } = await stack.up({ mount });
        await inVolume(volume, "echo kept > f");
        const filters = { label: ["io.docker-storage.managed=mount"], volume: [volume] };
        const [lender] = await docker.listContainers({ all: true, filters });
        await docker.getContainer(lender.Id).remove();
        const { container } = await stack.up({ mount, restart: "always" });
        const { State, Mounts } = await docker.getContainer(container).inspect();
        assert.deepEqual([State.Running, Mounts.map(({ Name }) => Name)], [true, [volume]]);
        assert.equal(await inVolume(volume, "cat f; rm f"), "kept\n");
        await stack.up({ mount, restart: "always" }, "--expect-no-changes");
        await stack.up({ mount });
    });

    it("make a mount without copy-up read-only", async () => {
        const outputs = await stack.up({ mount: { target, noCopy: true, readOnly: true } });
        assert.deepEqual(outputs.mounts, await inspected(outputs));
        assert.equal(outputs.mounts[0].rw, false);
        await stack.up({}, "--expect-no-changes");
    });

    it("fill an empty volume with what the image has at the target without noCopy", async () => {
        const outputs = await stack.up({ mount: { target } });
        assert.notEqual(await inVolume(outputs.volume, "ls -A"), "");
        assert.deepEqual(outputs.mounts, await inspected(outputs));
    });

    it("leave no container behind whose mount was lent", async () => {
        const filters = { label: ["io.docker-storage.managed=mount"], volume: [(await stack.up({})).volume] };
        assert.deepEqual(await docker.listContainers({ all: true, filters }), []);
    });
});

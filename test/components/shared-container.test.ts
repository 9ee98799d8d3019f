import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    MountType,
    NamedVolume,
    OnDelete,
    Propagation,
    SharedContainer,
    SharedContainerArgs,
} from "../../components/index";
import { COMMAND, CONTAINER, MockedProgram, valueOf } from "./mocked-program";

const image = "busybox:local";

async function created(args: SharedContainerArgs, printed = ""): Promise<MockedProgram> {
    const program = new MockedProgram(false, printed);
    await valueOf(new SharedContainer("app", args, program.options).mounts);
    return program;
}

describe("SharedContainer", () => {
    it("is replaced, old one first, when its mounts change, and leaves volumes alone when it goes", async () => {
        const { inputs, options } = (await created({ image })).one(CONTAINER);
        assert.deepEqual(options.replaceOnChanges, ["mounts", "volumes"]);
        assert.equal(options.deleteBeforeReplace, true);
        assert.equal(inputs.removeVolumes, false);
    });

    it("mounts the volume that holds the data", async () => {
        const program = new MockedProgram();
        const volume = new NamedVolume("data", {}, program.options);
        const args = { image, mounts: [{ source: volume.volumeName, target: "/data", readOnly: true }] };
        await valueOf(new SharedContainer("app", args, program.options).mounts);
        assert.deepEqual(program.one(CONTAINER).inputs.mounts, [
            { type: "volume", source: "data-0000001", target: "/data", readOnly: true },
        ]);
        assert.equal(program.one(CONTAINER).inputs.volumes, undefined);
    });

    it("takes a mount without copy-up from a container that only lends it", async () => {
        const mounts = [{ target: "/own" }, { source: "data", target: "/data", readOnly: true, noCopy: true }];
        const program = await created({ image, mounts, volumesFrom: ["other"] });
        const { inputs: lending } = program.one(COMMAND, "app-mount-1");
        const lender = lending.environment as Record<string, string>;
        assert.deepEqual([lender.SOURCE, lender.TARGET, lender.MODE], ["data", "/data", "nocopy,ro"]);
        assert.deepEqual(lending.triggers, ["data", "/data", "nocopy,ro"]);
        const { inputs } = program.one(CONTAINER);
        assert.deepEqual(inputs.mounts, [{ type: "volume", target: "/own" }]);
        assert.deepEqual(inputs.volumes, [{ fromContainer: "other" }, { fromContainer: "/data" }]);
    });

    it("takes bind mounts, tmpfs mounts, anonymous volumes and the mounts of other containers", async () => {
        const program = await created({
            image,
            mounts: [
                { type: MountType.Bind, source: "/srv", target: "/srv", propagation: Propagation.RShared },
                { type: MountType.Tmpfs, target: "/scratch", tmpfsSizeBytes: 1048576, tmpfsMode: 0o1777 },
                { target: "/anonymous" },
            ],
            volumesFrom: ["other"],
        });
        assert.deepEqual(program.one(CONTAINER).inputs.mounts, [
            { type: "bind", source: "/srv", target: "/srv", bindOptions: { propagation: "rshared" } },
            { type: "tmpfs", target: "/scratch", tmpfsOptions: { sizeBytes: 1048576, mode: 1023 } },
            { type: "volume", target: "/anonymous" },
        ]);
        assert.deepEqual(program.one(CONTAINER).inputs.volumes, [{ fromContainer: "other" }]);
    });

    it("states the swap limit that Docker would set, so that no difference remains", async () => {
        const { inputs } = (await created({ image, memoryBytes: 64 * 1048576 })).one(CONTAINER);
        assert.deepEqual([inputs.memory, inputs.memorySwap], [64, 128]);
        const swapped = await created({ image, memoryBytes: 64 * 1048576, memorySwapBytes: 64 * 1048576 });
        assert.equal(swapped.one(CONTAINER).inputs.memorySwap, 64);
    });

    it("gets ten seconds to stop unless it asks for others", async () => {
        assert.equal((await created({ image })).one(CONTAINER).inputs.destroyGraceSeconds, 10);
        assert.equal((await created({ image, graceSeconds: 3 })).one(CONTAINER).inputs.stopTimeout, 3);
    });

    it("lists what docker inspect lists, by destination", async () => {
        const listed = [
            { Type: "volume", Name: "v", Source: "/var/v", Destination: "/z", Mode: "z", RW: false, Driver: "local" },
            { Type: "tmpfs", Source: "", Destination: "/a", Mode: "", RW: true },
        ];
        const program = new MockedProgram(false, JSON.stringify(listed));
        const container = new SharedContainer("app", { image }, program.options);
        assert.deepEqual(await valueOf(container.mounts), [
            { type: "tmpfs", name: "", source: "", destination: "/a", mode: "", rw: true },
            { type: "volume", name: "v", source: "/var/v", destination: "/z", mode: "z", rw: false },
        ]);
    });

    it("lists what the program declares when Docker cannot be asked", async () => {
        const program = new MockedProgram(false, "");
        const mounts = [{ source: "external", target: "/data", readOnly: true }];
        assert.deepEqual(await valueOf(new SharedContainer("app", { image, mounts }, program.options).mounts), [
            { type: "volume", name: "external", source: "", destination: "/data", mode: "", rw: false },
        ]);
    });

    for (const onDelete of [OnDelete.Discard, OnDelete.Snapshot]) {
        it(`refuses to mount by hand a volume that the program manages (${onDelete}), in either order`, () => {
            const volume = `managed-${onDelete}`;
            const mounts = [{ source: volume, target: "/data" }];
            const program = new MockedProgram();
            new NamedVolume("data", { name: volume, onDelete }, program.options);
            const told = { message: /mounts\.source is "managed-.*give the volumeName output of data/ };
            assert.throws(() => new SharedContainer("app", { image, mounts }, program.options), told);

            new SharedContainer("first", { image, mounts: [{ source: `${volume}-2`, target: "/d" }] }, program.options);
            const late = { message: /SharedContainer first.*give the volumeName output of late/s };
            assert.throws(() => new NamedVolume("late", { name: `${volume}-2`, onDelete }, program.options), late);
        });
    }

    it("keeps secrets in its environment secret, and out of error messages", async () => {
        new MockedProgram();
        const env = [pulumi.secret("PASSWORD=hunter2")];
        const container = new SharedContainer("app", { image, env });
        assert.ok(await valueOf(container.containerId));
        const wrong = (): unknown => new SharedContainer("bad", { image, env: ["hunter2"] });
        assert.throws(wrong, (error: Error) => !error.message.includes("hunter2") && /env\[0\]/.test(error.message));
    });
});

import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { NfsVersion, NfsVolume, NfsVolumeArgs, OnDelete, OnMove, SharedContainer } from "../../components/index";
import { COMMAND, CONTAINER, MockedProgram, SQUASHING, VOLUME, valueOf } from "./mocked-program";

/** No two tests have one export: outside of a stack, all of them are one program. */
let exportCount = 0;
function anExport(): { server: string; export: string } {
    exportCount++;
    return { server: "nas", export: `/e${exportCount}` };
}

function environmentOf(program: MockedProgram, name: string): Record<string, string> {
    return program.one(COMMAND, name).inputs.environment as Record<string, string>;
}

describe("NfsVolume", () => {
    it("compiles its options for Docker's local driver, and has a name of its own stack", async () => {
        const program = new MockedProgram();
        const volume = new NfsVolume("share", { server: "nas.example", export: "/export/data" }, program.options);
        assert.equal(await valueOf(volume.volumeName), "share-0000001");
        assert.equal(await valueOf(volume.source), "nas.example:/export/data");
        const { inputs } = program.one(VOLUME);
        assert.equal(inputs.name, undefined);
        assert.equal(inputs.driver, "local");
        assert.deepEqual(inputs.driverOpts, {
            type: "nfs",
            o: "addr=nas.example,nfsvers=4.2,hard,rw",
            device: ":/export/data",
        });
    });

    it("is checked before there is a volume, and says what was found", async () => {
        const program = new MockedProgram();
        const nas = anExport();
        const args = { ...nas, port: 20490, version: NfsVersion.V3, noLocks: true };
        const volume = new NfsVolume("share", args, program.options);
        await valueOf(volume.volumeName);
        const { SERVER, PORT, EXPORT, VERSION, LOCKS } = environmentOf(program, "share-check");
        assert.deepEqual([SERVER, PORT, EXPORT, VERSION, LOCKS], ["nas", "20490", nas.export, "3", "false"]);
        const order = program.registered.map(({ name }) => name);
        assert.ok(order.indexOf("share-check") < order.indexOf("share", order.indexOf("share-check")));
        assert.deepEqual(await valueOf(volume.access), {
            version: "4.2",
            rootWrites: true,
            squashesRoot: false,
            rootUid: 0,
            rootGid: 0,
        });
    });

    it("has its subfolder made with owner and mode by the check, and mounts it", async () => {
        const program = new MockedProgram();
        const nas = anExport();
        const subfolder = { path: pulumi.output("app/data"), uid: 1000, mode: "0750" };
        const volume = new NfsVolume("share", { ...nas, subfolder }, program.options);
        assert.equal(await valueOf(volume.source), `nas:${nas.export}/app/data`);
        await valueOf(volume.volumeName);
        const { SUBFOLDER, OWNER, MODE, TRIAL } = environmentOf(program, "share-check");
        assert.deepEqual([SUBFOLDER, OWNER, MODE], ["app/data", "1000:", "0750"]);
        assert.ok(TRIAL.endsWith(`,volume-opt=device=:${nas.export}`));
        const { device } = program.one(VOLUME).inputs.driverOpts as { device: string };
        assert.equal(device, `:${nas.export}/app/data`);
    });

    it("tells its gate where the data is, and leaves it on the server unless told", async () => {
        const program = new MockedProgram();
        const nas = anExport();
        await valueOf(new NfsVolume("share", nas, program.options).volumeName);
        const { NAME, NFS, ON_MOVE, ON_DELETE } = environmentOf(program, "share-gate");
        assert.deepEqual(
            [NAME, NFS, ON_MOVE, ON_DELETE],
            ["share-0000001", `4.2 0 nas:${nas.export}`, "migrate", "retain"],
        );
    });

    it("does not copy to what is mounted read-only", async () => {
        const program = new MockedProgram();
        const args = { ...anExport(), readOnly: pulumi.output(true) };
        await valueOf(new NfsVolume("share", args, program.options).volumeName);
        assert.equal(environmentOf(program, "share-gate").ON_MOVE, OnMove.Adopt);
    });

    it("reaches for the place of snapshots only when one is to be taken", async () => {
        const program = new MockedProgram();
        const snapshots = { folder: "/srv/snapshots" };
        await valueOf(new NfsVolume("kept", { ...anExport(), snapshots }, program.options).volumeName);
        assert.equal(environmentOf(program, "kept-gate").SNAPSHOTS, undefined);
        const args = { ...anExport(), snapshots, onDelete: OnDelete.Snapshot };
        await valueOf(new NfsVolume("saved", args, program.options).volumeName);
        assert.match(environmentOf(program, "saved-gate").SNAPSHOTS, /source=\/srv\/snapshots/);
    });

    it("knows capacity and throughput in a preview, if it is given a geometry", async () => {
        const program = new MockedProgram(true);
        const geometry = { blockSizeBytes: 4096, blockCount: 1000, latencySeconds: 2 };
        const sized = new NfsVolume("sized", { ...anExport(), geometry }, program.options);
        assert.equal(await valueOf(sized.capacityBytes), 4096000);
        assert.equal(await valueOf(sized.throughputBytesPerSecond), 2048000);
    });
});

describe("Two NfsVolumes of one folder", () => {
    it("are turned down with other options, before there is a second volume", () => {
        const program = new MockedProgram();
        const nas = anExport();
        new NfsVolume("one", nas, program.options);
        const reason =
            `export is "${nas.export}": NfsVolume one has the same Docker host mount nas:${nas.export} with other options ` +
            "(addr=nas,nfsvers=4.2,hard,rw; here addr=nas,nfsvers=3,hard,rw), and what is written through the one would be seen " +
            "late through the other: give both the same options, or mount the volumeName of one";
        assert.throws(() => new NfsVolume("two", { ...nas, version: NfsVersion.V3 }, program.options), {
            message: `NfsVolume two has wrong arguments:\n  - ${reason}`,
        });
        assert.deepEqual(
            program.names(VOLUME).filter((name) => name === "two"),
            [],
        );
    });

    for (const [what, other] of Object.entries({
        "the same options": {},
        "another Docker host": { version: NfsVersion.V3, dockerHost: "tcp://elsewhere:2376" },
        "another subfolder": { version: NfsVersion.V3, subfolder: { path: "a" } },
        "another server": { version: NfsVersion.V3, server: "nas2" },
    } satisfies Record<string, Partial<NfsVolumeArgs>>)) {
        it(`may have ${what}`, async () => {
            const program = new MockedProgram();
            const nas = anExport();
            const volumes = [new NfsVolume("one", nas), new NfsVolume("two", { ...nas, ...other })];
            await Promise.all(volumes.map(({ volumeName }) => valueOf(volumeName)));
            assert.deepEqual(program.names(VOLUME).sort(), ["one", "two"]);
        });
    }
});

describe("A container on an NfsVolume", () => {
    it("takes its mount over from one that keeps Docker from filling the volume, unless noCopy is false", async () => {
        const program = new MockedProgram();
        const share = new NfsVolume("share", anExport(), program.options);
        const mount = { source: share.volumeName, target: "/data" };
        const kept = new SharedContainer("kept", { image: "app", mounts: [mount] }, program.options);
        const filled = { image: "app", mounts: [{ ...mount, noCopy: false }] };
        const filling = new SharedContainer("filling", filled, program.options);
        await Promise.all([kept, filling].map(({ containerName }) => valueOf(containerName)));
        assert.equal(environmentOf(program, "kept-mount-0").SOURCE, "share-0000001");
        assert.deepEqual(program.one(CONTAINER, "kept").inputs.mounts, []);
        const [{ source }] = program.one(CONTAINER, "filling").inputs.mounts as { source: string }[];
        assert.equal(source, "share-0000001");
    });

    it("is told to set noCopy where the server squashes root, before it is created", async () => {
        const program = new MockedProgram();
        const share = new NfsVolume("share", { ...anExport(), server: SQUASHING }, program.options);
        const mounts = [{ source: share.volumeName, target: "/data", noCopy: false }];
        const container = new SharedContainer("app", { image: "app", mounts }, program.options);
        const failed = new Promise<Error>((resolve) => process.once("unhandledRejection", resolve));
        assert.ok(container);
        const { message } = await failed;
        assert.ok(
            message.endsWith(
                "SharedContainer app has wrong arguments:\n  - mounts[0].noCopy is not true: the server of NfsVolume share squashes " +
                    "root, so that Docker cannot give the image's content to its owners there, and the container would not be created: " +
                    "set it to true",
            ),
            message,
        );
        assert.deepEqual(program.names(CONTAINER), []);
    });
});

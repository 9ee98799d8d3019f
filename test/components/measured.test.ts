import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { BindMount, MountType, NamedVolume, NamedVolumeArgs, NfsVolume, SharedContainer } from "../../components/index";
import { COMMAND, MockedProgram, Registered, usageLine, valueOf } from "./mocked-program";

const isKnown = (output: pulumi.Output<unknown>): Promise<boolean> =>
    (output as unknown as { isKnown: Promise<boolean> }).isKnown;

const fileSystem = {
    type: "ext4",
    blockSizeBytes: 4096,
    capacityBytes: 8192000,
    usedBytes: 4096,
    freeBytes: 8000000,
    inodeCount: 2048,
    freeInodeCount: 2037,
};

function environmentOf(command: Registered): Record<string, string> {
    return command.inputs.environment as Record<string, string>;
}

/** The beginnings of the names of the volumes that each container measured. */
function measuredSources(program: MockedProgram): string[][] {
    return program.calls.map(({ inputs }) =>
        (inputs as { environment: { MOUNTS: string } }).environment.MOUNTS.split("\n").map((mount) =>
            mount.replace(/^.*source=([a-z]+).*$/, "$1"),
        ),
    );
}

describe("Measured figures", () => {
    it("are unknown in a preview, of whatever is measured, and nothing is asked", async () => {
        const program = new MockedProgram(true);
        const performance = {};
        for (const component of [
            new NamedVolume("data", { performance }, program.options),
            new BindMount("folder", { path: "/srv", performance }, program.options),
            new NfsVolume("share", { server: "nas", export: "/e", performance }, program.options),
        ]) {
            const { usedBytes, dataBytes, allocatedBytes, fileSystem } = component;
            for (const figure of [usedBytes, dataBytes, allocatedBytes, fileSystem]) {
                assert.equal(await isKnown(figure), false);
            }
        }
        assert.deepEqual(program.calls, []);
    });

    it("tell of the file system even if there was no time to count the content", async () => {
        // Volumes of other tests may be measured along.
        const ofEach = (inputs: unknown): string =>
            (inputs as { environment: { MOUNTS: string } }).environment.MOUNTS.split("\n")
                .map((_, index) => `${JSON.stringify({ mount: index + 1, fileSystem })}\n`)
                .join("");
        const program = new MockedProgram(false, ofEach);
        const volume = new NamedVolume("data", {}, program.options);
        assert.deepEqual(await valueOf(volume.fileSystem), fileSystem);
        assert.equal(await valueOf(volume.usedBytes), undefined);
        assert.equal(await valueOf(volume.dataBytes), undefined);
    });

    it("are not asked for where they are not wanted", async () => {
        const program = new MockedProgram(false, usageLine(1, 1, 0, 0));
        const share = { server: "nas", export: "/e", measureUsage: false };
        const volumes = [
            new NamedVolume("data", { measureUsage: false }, program.options),
            new NfsVolume("share", share, program.options),
        ];
        for (const { usedBytes, fileSystem } of volumes) {
            assert.equal(await valueOf(usedBytes), undefined);
            assert.equal(await valueOf(fileSystem), undefined);
        }
        assert.deepEqual(program.calls, []);
    });

    it("of what a server has are measured apart, so that they hold up nobody else's", async () => {
        const program = new MockedProgram(false, usageLine(1, 7, 0, 0) + usageLine(2, 7, 0, 0));
        const driverOpts = { type: "nfs", device: ":/e", o: "addr=nas,nfsvers=4.2" };
        const volumes = [
            new NamedVolume("one", {}, program.options),
            new NamedVolume("two", {}, program.options),
            new NamedVolume("remote", { driverOpts }, program.options),
            new NfsVolume("share", { server: "nas", export: "/e" }, program.options),
            new NfsVolume("other", { server: "nas.other", export: "/e" }, program.options),
        ];
        assert.deepEqual(await Promise.all(volumes.map(({ usedBytes }) => valueOf(usedBytes))), [7, 7, 7, 7, 7]);
        assert.deepEqual(
            measuredSources(program).sort((one, other) => (one[0] < other[0] ? -1 : 1)),
            [["one", "two"], ["other"], ["remote", "share"]],
        );
    });
});

describe("The tmpfs mounts of a container", () => {
    const mounts = [
        { type: MountType.Tmpfs, target: "/cache" },
        { source: "data", target: "/data" },
        { type: MountType.Tmpfs, target: "/tmp" },
    ];
    const container = (program: MockedProgram, more: object = {}): SharedContainer =>
        new SharedContainer("app", { image: "app", mounts, ...more }, program.options);

    it("are measured by their paths, and listed without figures where there are none", async () => {
        const asked: string[] = [];
        const program = new MockedProgram(false, (inputs) => {
            const { CONTAINER, TARGETS } = (inputs as { environment: Record<string, string> }).environment;
            if (TARGETS) asked.push(CONTAINER, TARGETS);
            return TARGETS ? `${JSON.stringify({ mount: 2, fileSystem })}\n` : "";
        });
        const expected = [
            { destination: "/cache", fileSystem: undefined },
            { destination: "/tmp", fileSystem },
        ];
        assert.deepEqual(await valueOf(container(program).tmpfsMounts), expected);
        assert.deepEqual(asked, ["app-id", '["/cache","/tmp"]']);
    });

    it("are unknown in a preview", async () => {
        assert.equal(await isKnown(container(new MockedProgram(true)).tmpfsMounts), false);
    });

    it("are not asked for where there are none, or they are not wanted", async () => {
        const program = new MockedProgram(false, (inputs) => {
            assert.equal((inputs as { environment: Record<string, string> }).environment.TARGETS, undefined);
            return "";
        });
        assert.deepEqual(await valueOf(container(program, { mounts: [] }).tmpfsMounts), []);
        assert.deepEqual(await valueOf(container(program, { measureTmpfs: false }).tmpfsMounts), []);
    });
});

describe("A test of the speed", () => {
    const tested = async (args: NamedVolumeArgs): Promise<Registered> => {
        const program = new MockedProgram();
        await valueOf(new NamedVolume("data", { performance: {}, ...args }, program.options).performance);
        return program.one(COMMAND, "data-performance");
    };

    it("is made of the volume that holds the data, and only where it is asked for", async () => {
        assert.equal(environmentOf(await tested({})).MOUNT, "type=volume,source=data-0000001");
        const program = new MockedProgram();
        const volume = new NamedVolume("data", {}, program.options);
        await valueOf(volume.volumeName);
        assert.equal(await valueOf(volume.performance), undefined);
        assert.deepEqual(program.names(COMMAND).sort(), ["data-gate", "data-reclaim"]);
    });

    it("is repeated when the volume or the test is another, in no other case", async () => {
        const triggers = async (args: NamedVolumeArgs): Promise<unknown> => (await tested(args)).inputs.triggers;
        const driverOpts = { type: "none", device: "/srv", o: "bind" };
        const usual = await triggers({ driverOpts });
        assert.deepEqual(await triggers({ driverOpts: { o: "bind", device: "/srv", type: "none" } }), usual);
        assert.deepEqual(await triggers({ driverOpts, labels: { a: "b" }, toolboxImage: "toolbox:other" }), usual);
        for (const other of [
            { driverOpts: { ...driverOpts, device: "/mnt" } },
            { driverOpts, driver: "other" },
            { driverOpts, name: "fixed" },
            { driverOpts, dockerHost: "tcp://elsewhere:2375" },
            { driverOpts, performance: { requestedAt: "today" } },
            { driverOpts, performance: { queueDepth: 2 } },
        ]) {
            assert.notDeepEqual(await triggers(other), usual, JSON.stringify(other));
        }
    });

    it("keeps what it printed when it is not repeated", async () => {
        assert.equal(environmentOf(await tested({})).SCRIPT_UPDATE, 'printf %s "$PULUMI_COMMAND_STDOUT"\n');
    });

    it("waits for the test before it", async () => {
        const program = new MockedProgram();
        const volumes = ["a", "b"].map((name) => new NamedVolume(name, { performance: {} }, program.options));
        await Promise.all(volumes.map(({ performance }) => valueOf(performance)));
        const [first] = [program.one(COMMAND, "b-performance").options.dependsOn].flat() as pulumi.Resource[];
        assert.match(await valueOf(first.urn), /::a-performance$/);
    });

    it("is over before what the volume holds is counted", async () => {
        const atCount: string[][] = [];
        const program = new MockedProgram(false, (inputs) => {
            if (JSON.stringify(inputs).includes("=tested-0000001")) atCount.push(program.names(COMMAND));
            return "";
        });
        await valueOf(new NamedVolume("tested", { performance: {} }, program.options).usedBytes);
        assert.deepEqual(atCount[0].sort(), ["tested-gate", "tested-performance", "tested-reclaim"]);
    });
});

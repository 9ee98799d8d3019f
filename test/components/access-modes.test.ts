import assert from "node:assert/strict";
import { AccessMode, NamedVolume, SharedContainer, SharedContainerArgs } from "../../components/index";
import { CONTAINER, MockedProgram, valueOf } from "./mocked-program";

const image = "busybox:local";

describe("The access mode of a volume", () => {
    let program: MockedProgram;
    beforeEach(() => (program = new MockedProgram()));

    function volume(accessMode?: AccessMode): NamedVolume {
        return new NamedVolume("data", { accessMode, measureUsage: false }, program.options);
    }

    /** Mounts the volume's output itself, or something that was made of it. */
    function container(name: string, source: NamedVolume["volumeName"], readOnly?: boolean): SharedContainer {
        return shared(name, { mounts: [{ source, target: "/data", readOnly }] });
    }

    function shared(name: string, args: Partial<SharedContainerArgs>): SharedContainer {
        return new SharedContainer(name, { image, ...args }, program.options);
    }

    const refusal = (path: string, mode: string, problem: string): { message: string } => ({
        message:
            `SharedContainer second has wrong arguments:\n  - ${path} is the volume of NamedVolume data, whose accessMode is ` +
            `${mode}: ${problem}, or choose another accessMode`,
    });

    it("lets every container write unless it is limited", async () => {
        const { volumeName } = volume();
        const containers = [container("first", volumeName), container("second", volumeName)];
        for (const { mounts } of containers) await valueOf(mounts);
        assert.deepEqual(program.names(CONTAINER), ["first", "second"]);
    });

    it("ReadWriteOnce turns down a second writer before anything of it is created, and lets others read", async () => {
        const { volumeName } = volume(AccessMode.ReadWriteOnce);
        const first = container("first", volumeName);
        const reader = container("reader", volumeName, true);
        assert.throws(
            () => container("second", volumeName),
            refusal("mounts[0].source", "ReadWriteOnce", "container first mounts it read-write already: set readOnly"),
        );
        for (const { mounts } of [first, reader]) await valueOf(mounts);
        assert.deepEqual(program.names(CONTAINER), ["first", "reader"]);
    });

    it("ReadWriteOncePod turns down a second container, one that only reads, too", () => {
        const { volumeName } = volume(AccessMode.ReadWriteOncePod);
        container("first", volumeName, true);
        assert.throws(
            () => container("second", volumeName, true),
            refusal("mounts[0].source", "ReadWriteOncePod", "container first mounts it already: remove one of the two"),
        );
    });

    it("ReadOnlyMany turns down every writer", () => {
        const { volumeName } = volume(AccessMode.ReadOnlyMany);
        container("first", volumeName, true);
        assert.throws(
            () => container("second", volumeName),
            refusal("mounts[0].source", "ReadOnlyMany", "no container may write to it: set readOnly"),
        );
    });

    it("counts one container that mounts the volume twice as one", async () => {
        const { volumeName } = volume(AccessMode.ReadWriteOncePod);
        const mounts = ["/a", "/b"].map((target) => ({ source: volumeName, target }));
        await valueOf(shared("first", { mounts }).mounts);
        assert.deepEqual(program.names(CONTAINER), ["first"]);
    });

    it("counts mounts that are taken over from another container", async () => {
        const { volumeName } = volume(AccessMode.ReadWriteOnce);
        const { containerName } = container("first", volumeName);
        const problem = "container first mounts it read-write already: set readOnly";
        assert.throws(
            () => shared("second", { volumesFrom: [containerName] }),
            refusal("volumesFrom[0]", "ReadWriteOnce", problem),
        );
        await valueOf(containerName);
    });

    it("tells volumes of one name on two hosts apart", async () => {
        const onHost = (dockerHost: string): NamedVolume => {
            const args = { name: "same", accessMode: AccessMode.ReadWriteOncePod, measureUsage: false, dockerHost };
            return new NamedVolume(`data-${dockerHost.length}`, args, program.options);
        };
        const hosts = ["tcp://one:2375", "tcp://other:2375"];
        const volumes = hosts.map(onHost);
        for (const { volumeName } of volumes) await valueOf(volumeName);
        const containers = volumes.map(({ volumeName: source }, index) =>
            shared(`app-${index}`, { mounts: [{ source, target: "/data" }], dockerHost: hosts[index] }),
        );
        for (const { mounts } of containers) await valueOf(mounts);
        assert.deepEqual(program.names(CONTAINER), ["app-0", "app-1"]);
    });

    it("holds for a source that only its value tells, as in a program in another language", async () => {
        const { volumeName } = volume(AccessMode.ReadWriteOnce);
        const first = container(
            "first",
            volumeName.apply((known) => known),
        );
        await valueOf(first.mounts);
        const name = await valueOf(volumeName);
        assert.throws(
            () => shared("second", { mounts: [{ source: name, target: "/data" }] }),
            refusal("mounts[0].source", "ReadWriteOnce", "container first mounts it read-write already: set readOnly"),
        );
    });
});

import assert from "node:assert/strict";
import { NfsVolume, NfsVersion } from "../../components/index";
import { COMMAND, MockedProgram, VOLUME, valueOf } from "./mocked-program";

describe("NfsVolume", () => {
    it("compiles its options for Docker's local driver and carries their hash in its name", async () => {
        const program = new MockedProgram();
        const volume = new NfsVolume("share", { server: "nas.example", export: "/export/data" }, program.options);
        const name = await valueOf(volume.volumeName);
        assert.match(name, /^share-[0-9a-f]{12}$/);
        assert.equal(await valueOf(volume.source), "nas.example:/export/data");
        const { inputs } = program.one(VOLUME);
        assert.equal(inputs.driver, "local");
        assert.deepEqual(inputs.driverOpts, {
            type: "nfs",
            o: "addr=nas.example,nfsvers=4.2,hard,rw",
            device: ":/export/data",
        });
    });

    it("gets another Docker name with other options, and the same with the same", async () => {
        new MockedProgram();
        const nameWith = (version: NfsVersion, component: string): Promise<string> =>
            valueOf(new NfsVolume(component, { server: "nas", export: "/e", version }).volumeName);
        const [three, four] = [await nameWith(NfsVersion.V3, "a"), await nameWith(NfsVersion.V4_2, "a")];
        assert.notEqual(three, four);
        assert.equal(await nameWith(NfsVersion.V3, "a"), three);
    });

    it("is checked before anything mounts it", async () => {
        const program = new MockedProgram();
        const args = { server: "nas", export: "/e", port: 20490 };
        await valueOf(new NfsVolume("share", args, program.options).volumeName);
        const { SERVER, PORT, EXPORT } = program.one(COMMAND, "share-check").inputs.environment as Record<
            string,
            string
        >;
        assert.deepEqual([SERVER, PORT, EXPORT], ["nas", "20490", "/e"]);
    });

    it("knows capacity and throughput in a preview, if it is given a geometry, which changes nothing on the host", async () => {
        const program = new MockedProgram(true);
        const args = { server: "nas", export: "/e" };
        const geometry = { blockSizeBytes: 4096, blockCount: 1000, latencySeconds: 2 };
        const sized = new NfsVolume("sized", { ...args, geometry }, program.options);
        assert.equal(await valueOf(sized.capacityBytes), 4096000);
        assert.equal(await valueOf(sized.throughputBytesPerSecond), 2048000);
        const nameWith = (more: object): Promise<string> =>
            valueOf(new NfsVolume("share", { ...args, ...more }).volumeName);
        new MockedProgram();
        assert.equal(await nameWith({ geometry }), await nameWith({}));
    });
});

import assert from "node:assert/strict";
import { BindMount } from "../../components/index";
import { COMMAND, MockedProgram, usagePrinted, valueOf } from "./mocked-program";

describe("BindMount", () => {
    it("hands its path on once the folder is made, with owner and mode, and deletes nothing when it goes", async () => {
        const program = new MockedProgram();
        const args = { path: "/srv//shared/", uid: 1000, gid: 100, mode: "0750" };
        assert.equal(await valueOf(new BindMount("folder", args, program.options).source), "/srv/shared");
        const { inputs } = program.one(COMMAND);
        const { FOLDER, OWNER, MODE } = inputs.environment as Record<string, string>;
        assert.deepEqual([FOLDER, OWNER, MODE], ["/srv/shared", "1000:100", "0750"]);
        assert.equal(inputs.delete, undefined);
    });

    it("leaves owner and mode as they are unless they are given", async () => {
        const program = new MockedProgram();
        await valueOf(new BindMount("folder", { path: "/srv/shared" }, program.options).source);
        const { OWNER, MODE } = program.one(COMMAND).inputs.environment as Record<string, string>;
        assert.deepEqual([OWNER, MODE], ["", ""]);
    });

    it("measures what the folder takes", async () => {
        const program = new MockedProgram(false, (inputs) =>
            usagePrinted(inputs, '"source=/srv/a ""b"""', 10, 4096, 4086),
        );
        const folder = new BindMount("folder", { path: '/srv/a "b"' }, program.options);
        assert.equal(await valueOf(folder.usedBytes), 8192);
        assert.equal(await valueOf(folder.dataBytes), 10);
        assert.equal(await valueOf(folder.allocatedBytes), 4096);
    });

    it("knows capacity and throughput in a preview, if it is given a geometry", async () => {
        const program = new MockedProgram(true);
        const geometry = { blockSizeBytes: 4096, blockCount: 1000, latencySeconds: 2 };
        const folder = new BindMount("folder", { path: "/srv/shared", geometry }, program.options);
        assert.equal(await valueOf(folder.capacityBytes), 4096000);
        assert.equal(await valueOf(folder.throughputBytesPerSecond), 2048000);
        assert.equal(await valueOf(new BindMount("other", { path: "/srv/other" }).capacityBytes), undefined);
    });
});

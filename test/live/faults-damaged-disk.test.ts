import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { docker } from "./docker-view";
import { describeWithLoopDisk, LoopDisk } from "./loop-disk";
import { OwnContainers } from "./own-containers";
import { OwnVolumes } from "./own-volumes";
import { handOver } from "./scripts/handed-over";

const MEBIBYTE = 1024 * 1024;

describeWithLoopDisk("A volume on a disk that is damaged", () => {
    const volumes = new OwnVolumes("damaged-disk");
    const containers = new OwnContainers(volumes);
    let disk: LoopDisk | undefined;

    afterEach(async () => {
        await containers.remove();
        await volumes.remove();
        disk?.unmount();
    });

    it("is not copied without the folder that cannot be read: that fails, and nobody is stopped", async () => {
        const content = temporaryFolder("damaged-disk-content");
        mkdirSync(join(content, "data", "lost"), { recursive: true });
        writeFileSync(join(content, "data", "kept"), "1");
        writeFileSync(join(content, "data", "lost", "file"), "2");
        const folder = join(temporaryFolder("damaged-disk"), "disk");
        disk = LoopDisk.mount(folder, 16 * MEBIBYTE, 512, { content, path: "/data/lost" });
        const device = join(folder, "data");
        const [from, to] = [volumes.named("from"), await volumes.make("to")];
        const DriverOpts = { type: "none", o: "bind", device };
        await docker.createVolume({ Name: from, DriverOpts, Labels: { "io.docker-storage.managed": "test" } });
        await containers.start("writer", from);
        const { StartedAt } = (await containers.inspect("writer")).State;
        const { code, stderr } = await handOver(from, to);
        assert.notEqual(code, 0);
        assert.match(stderr, /\/from\/lost/);
        const { State } = await containers.inspect("writer");
        assert.deepEqual([State.Running, State.StartedAt], [true, StartedAt]);
        assert.equal(readFileSync(join(device, "kept"), "utf8"), "1");
    });
});

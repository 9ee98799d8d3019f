import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { inVolume, volumeExists } from "./docker-view";
import { describeWithPulumi } from "./engines";
import { StackCopy } from "./stack-copy";

const components = join(__dirname, "..", "..", "components");

describeWithPulumi("The YAML example", (command) => {
    const folder = temporaryFolder("example-yaml");
    let stack: StackCopy;

    before(async () => {
        stack = new StackCopy(command, folder, "examples/yaml");
        await stack.init();
    });

    after(() => stack.destroy());

    it("finds every component in the schema that Pulumi infers", async () => {
        const schema = JSON.parse(await stack.run("package", "get-schema", components)) as { resources: object };
        assert.deepEqual(
            Object.keys(schema.resources).sort(),
            [
                "BindMount",
                "DockerHost",
                "NamedVolume",
                "NfsVolume",
                "SharedContainer",
                "SharedService",
                "StorageSummary",
                "VolumeBackup",
            ].map((name) => `docker-storage:index:${name}`),
        );
    });

    it("uses the components from another language", async () => {
        await stack.up();
        const { volume, capacityBytes, audienceMounts } = await stack.outputs();
        assert.equal(capacityBytes, 4096 * 25600);
        assert.equal((audienceMounts as { name: string }[])[0].name, volume);
        assert.equal(await inVolume(String(volume), "cat first.txt"), "The first note.\n");
        await stack.destroy();
        assert.equal(await volumeExists(String(volume)), false);
    });
});

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import Docker from "dockerode";
import { isObject, Properties } from "../../../../engine/property";
import { Provider, ResourceInitError } from "../../../../engine/providers/provider";
import { dockerProvider } from "../../../../engine/providers/docker";

const IMAGE = "busybox:local";
const docker = new Docker();

function uniqueName(): string {
    return `docker-provider-test-${randomBytes(4).toString("hex")}`;
}

/** A resource on its way through its life; whatever is left of it goes when the test ends. */
class Life {
    private constructor(
        private readonly provider: Provider,
        private readonly urn: string,
        public inputs: Properties,
        public id: string,
        public outputs: Properties,
    ) {}

    static async begin(type: string, program: Properties): Promise<Life> {
        const provider = dockerProvider({
            log: () => undefined,
            directory: process.cwd(),
            cancelled: new AbortController().signal,
        });
        await provider.configure({});
        const urn = `urn:pulumi:dev::project::docker:index/${type}::it`;
        const { inputs, failures } = await provider.check({ urn, news: program });
        assert.deepEqual(failures, []);
        const life = new Life(provider, urn, inputs, "", {});
        try {
            const made = await provider.create({ urn, inputs, preview: false });
            Object.assign(life, made);
        } catch (error) {
            if (error instanceof ResourceInitError) Object.assign(life, { id: error.id, outputs: error.outputs });
            if (life.id !== "") await life.end();
            throw error;
        }
        return life;
    }

    diff(edit: Properties = {}) {
        const { urn, id, inputs, outputs } = this;
        const newInputs = { ...inputs, ...edit };
        const request = { urn, id, oldInputs: inputs, oldOutputs: outputs, newInputs, ignoreChanges: [] };
        return this.provider.diff(request);
    }

    async update(edit: Properties): Promise<void> {
        const { urn, id, inputs, outputs } = this;
        const newInputs = { ...inputs, ...edit };
        const request = {
            urn,
            id,
            oldInputs: inputs,
            oldOutputs: outputs,
            newInputs,
            ignoreChanges: [],
            preview: false,
        };
        this.outputs = (await this.provider.update(request)).outputs;
        this.inputs = newInputs;
    }

    read() {
        return this.provider.read({ urn: this.urn, id: this.id, oldInputs: this.inputs, oldOutputs: this.outputs });
    }

    adopt() {
        return this.provider.read({ urn: this.urn, id: this.id });
    }

    end(): Promise<void> {
        return this.provider.delete({ urn: this.urn, id: this.id, oldInputs: this.inputs, oldOutputs: this.outputs });
    }
}

describe("The docker provider, on a daemon", () => {
    it("makes a volume, finds nothing to do, adopts it, and takes it away", async () => {
        const name = uniqueName();
        const volume = await Life.begin("volume:Volume", { name, labels: [{ label: "test", value: name }] });
        try {
            const { Labels, Mountpoint } = await docker.getVolume(name).inspect();
            assert.deepEqual(Labels, { test: name });
            assert.equal(volume.outputs.mountpoint, Mountpoint);
            assert.equal((await volume.diff()).changes, false);
            assert.equal((await volume.adopt()).inputs.name, name);
        } finally {
            await volume.end();
        }
        await assert.rejects(docker.getVolume(name).inspect(), /no such volume/);
        assert.equal((await volume.read()).id, undefined);
    });

    it("runs a container with its mounts, changes it in place, and takes its anonymous volumes along", async () => {
        const volume = await Life.begin("volume:Volume", { name: uniqueName() });
        try {
            const container = await Life.begin("container:Container", {
                name: uniqueName(),
                image: IMAGE,
                command: ["sleep", "3600"],
                mounts: [{ type: "volume", source: volume.id, target: "/data" }],
                volumes: [{ containerPath: "/anonymous" }],
                uploads: [{ file: "/etc/hello.conf", content: "hello\n" }],
            });
            const found = await docker.getContainer(container.id).inspect();
            const anonymous = found.Mounts.find((one) => one.Destination === "/anonymous")?.Name;
            try {
                assert.equal(found.State.Running, true);
                assert.equal(found.Mounts.find((one) => one.Destination === "/data")?.Name, volume.id);
                assert.equal((await container.diff()).changes, false);

                await container.update({
                    memory: 64,
                    memorySwap: 64,
                    mounts: [{ type: "volume", source: "x", target: "/data" }],
                });
                const changed = await docker.getContainer(container.id).inspect();
                assert.equal(changed.HostConfig.Memory, 64 * 1024 * 1024);
                assert.equal(changed.Mounts.find((one) => one.Destination === "/data")?.Name, volume.id);
                assert.equal((await container.diff()).changes, false);
            } finally {
                await container.end();
            }
            await assert.rejects(docker.getVolume(anonymous ?? "").inspect(), /no such volume/);
        } finally {
            await volume.end();
        }
    });

    it("shows a container that ended as one to start again", async () => {
        const program = { name: uniqueName(), image: IMAGE, command: ["sh", "-c", "exit 3"], attach: true };
        const container = await Life.begin("container:Container", program);
        try {
            assert.equal(container.outputs.exitCode, 3);
            assert.deepEqual((await container.diff()).detailedDiff, {
                mustRun: { diffKind: "update", inputDiff: false },
            });
        } finally {
            await container.end();
        }
    });

    it("keeps what a container wrote until it ended", async () => {
        const command = ["sh", "-c", "echo one; echo two"];
        const program = { name: uniqueName(), image: IMAGE, command, attach: true, logs: true, mustRun: false };
        const container = await Life.begin("container:Container", program);
        await container.end();
        assert.equal(container.outputs.containerLogs, "one\ntwo\n");
    });

    it("keeps a container that was made but cannot start, with the reason", async () => {
        const program = { name: uniqueName(), image: IMAGE, command: ["no-such-command"] };
        await assert.rejects(Life.begin("container:Container", program), (error: unknown) => {
            assert.ok(error instanceof ResourceInitError);
            assert.equal(error.outputs.id, error.id);
            assert.match(
                error.reasons[0],
                /^creating urn:.*\n\t\* Unable to start container: Error response from daemon: /,
            );
            return true;
        });
    });

    it("gives up on a volume that a container still uses after 30 seconds, and leaves it", async () => {
        const volume = await Life.begin("volume:Volume", { name: uniqueName() });
        const user = await Life.begin("container:Container", {
            name: uniqueName(),
            image: IMAGE,
            command: ["sleep", "3600"],
            mounts: [{ type: "volume", source: volume.id, target: "/data" }],
        });
        try {
            const state = "to become 'removed' \\(last state: 'in_use', timeout: 30s\\)";
            await assert.rejects(volume.end(), new RegExp(`timeout while waiting for state ${state}`));
            assert.equal((await volume.read()).id, volume.id);
        } finally {
            await user.end();
            await volume.end();
        }
    });

    it("makes a network and puts a container on it under another name", async () => {
        const network = await Life.begin("network:Network", { name: uniqueName(), internal: true });
        try {
            const container = await Life.begin("container:Container", {
                name: uniqueName(),
                image: IMAGE,
                command: ["sleep", "3600"],
                networksAdvanced: [{ name: network.outputs.name, aliases: ["other"] }],
            });
            const networks = container.outputs.networkDatas;
            await container.end();
            assert.ok(Array.isArray(networks) && isObject(networks[0]));
            assert.equal(networks[0].networkName, network.outputs.name);
            assert.equal((await network.diff()).changes, false);
        } finally {
            await network.end();
        }
        assert.equal((await network.read()).id, undefined);
    });

    it("tags a local image, and takes away only the name that it is told to", async () => {
        const target = `${uniqueName()}:v1`;
        const tag = await Life.begin("tag:Tag", { sourceImage: IMAGE, targetImage: target });
        await tag.end();
        const image = await Life.begin("remoteImage:RemoteImage", { name: target });
        assert.equal(image.outputs.imageId, tag.outputs.sourceImageId);
        assert.equal((await image.diff()).changes, false);
        await image.end();
        await assert.rejects(docker.getImage(target).inspect(), /no such image/i);
        assert.equal((await docker.getImage(IMAGE).inspect()).Id, tag.outputs.sourceImageId);
    });

    it("looks up a network and an image", async () => {
        const provider = dockerProvider({
            log: () => undefined,
            directory: process.cwd(),
            cancelled: new AbortController().signal,
        });
        const network = await provider.invoke({
            token: "docker:index/getNetwork:getNetwork",
            args: { name: "bridge" },
            preview: false,
        });
        assert.equal(network.outputs.driver, "bridge");
        const image = await provider.invoke({
            token: "docker:index/getRemoteImage:getRemoteImage",
            args: { name: IMAGE },
            preview: false,
        });
        assert.equal(image.outputs.id, (await docker.getImage(IMAGE).inspect()).Id);
    });
});

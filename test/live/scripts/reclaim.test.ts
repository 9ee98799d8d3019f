import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { reclaimScript } from "../../../components/data/volume-scripts";
import { snapshotsMount } from "../../../components/model/snapshots";
import { temporaryFolder } from "../../temporary-folder";
import { docker, inVolume, volumeExists } from "../docker-view";
import { MIXED } from "../mixed-content";
import { OwnContainers, STACK } from "../own-containers";
import { OwnVolumes } from "../own-volumes";
import { handedOver, handOver } from "./handed-over";
import { Result, runScript, succeeded } from "../run-script";

const volumes = new OwnVolumes("reclaim");
const named = (name: string): string => volumes.named(name);
const containers = new OwnContainers(volumes);
const reclaim = reclaimScript();

describe("A volume that was replaced or leaves the stack", () => {
    afterEach(async () => {
        await containers.remove();
        await volumes.remove();
    });

    const remove = (volume: string, more: NodeJS.ProcessEnv = {}): Promise<Result> =>
        runScript(reclaim, {
            NAME: volume,
            ON_DELETE: "snapshot",
            SNAPSHOTS: snapshotsMount({ volume: named("snapshots") }),
            FOLDER: "project/stack/data",
            URN: "urn",
            ...more,
        });

    async function removed(volume: string, more: NodeJS.ProcessEnv = {}): Promise<string> {
        const result = await remove(volume, more);
        succeeded(result, "");
        assert.equal(await volumeExists(volume), false);
        return result.stderr;
    }

    /** What the only snapshot has in a file; nothing if there is none. */
    async function saved(file: string): Promise<string | undefined> {
        if (!(await volumeExists(named("snapshots")))) return undefined;
        return inVolume(named("snapshots"), `tar -xO --zstd -f project/stack/data/*/data.tar.zst ./${file}`);
    }

    /** A volume whose data was copied to another one, to which its application has written since. */
    async function replaced(content: string, onDelete = "snapshot"): Promise<{ from: string; to: string }> {
        const [from, to] = [await volumes.make("from", content), await volumes.make("to")];
        handedOver(await handOver(from, to, { ON_DELETE: onDelete }), to);
        await inVolume(to, "echo newer > f");
        return { from, to };
    }

    it("is removed, without a snapshot, when all that is in it was copied", async () => {
        const { from, to } = await replaced(MIXED);
        await removed(from);
        assert.equal(await saved("f"), undefined);
        assert.equal(await inVolume(to, "cat f"), "newer\n");
    });

    for (const [what, change, file, content] of [
        ["has written to it", "echo late > f", "f", "late\n"],
        [
            "has changed a file and put its size and time back",
            "touch -r f t; echo tno > f; touch -r t f; rm t",
            "f",
            "tno\n",
        ],
        ["has added a file deep in it", "echo late > d/e/new", "d/e/new", "late\n"],
    ])
        it(`is saved to a snapshot first when somebody ${what} since, whatever the policy`, async () => {
            const { from } = await replaced("echo one > f; mkdir -p d/e", "discard");
            await inVolume(from, change);
            assert.match(await removed(from, { ON_DELETE: "discard" }), /was written to after it was copied/);
            assert.equal(await saved(file), content);
        });

    it("is saved to a snapshot first when the copy is gone, whatever the policy", async () => {
        const { from, to } = await replaced("echo one > f");
        await docker.getVolume(to).remove();
        assert.match(await removed(from, { ON_DELETE: "discard" }), new RegExp(`volume ${to}, to which .* is gone`));
        assert.equal(await saved("f"), "one\n");
    });

    it("is saved to a snapshot first when the copy is gone, and another volume of its name was made anew", async () => {
        const { from, to } = await replaced("echo one > f");
        await docker.getVolume(to).remove();
        await volumes.make("to");
        assert.match(await removed(from), new RegExp(`volume ${to}, to which .* is gone`));
        assert.equal(await saved("f"), "one\n");
    });

    it("is removed without a snapshot when the program says that nobody needs its data", async () => {
        const [from, to] = [await volumes.make("from", "echo one > f"), await volumes.make("to")];
        succeeded(await handOver(from, to, { ON_REPLACE: "discard" }), `${to}\nstack ${STACK}`);
        await removed(from);
        assert.equal(await saved("f"), undefined);
    });

    it("is removed without a snapshot when it holds a part of a copy, whose source is there", async () => {
        const from = await volumes.make("from", "mkdir .docker-storage-incomplete; echo half > f");
        await removed(from);
        assert.equal(await saved("f"), undefined);
    });

    it("stays when no snapshot can be taken of what was written to it", async () => {
        const { from } = await replaced("echo one > f");
        await inVolume(from, "echo late > f");
        const result = await remove(from, { SNAPSHOTS: snapshotsMount({ folder: "/no/such/folder" }) });
        assert.notEqual(result.code, 0);
        assert.equal(await inVolume(from, "cat f"), "late\n");
    });

    it("is removed without a snapshot when its data lies in a folder of the host, where it stays", async () => {
        const device = temporaryFolder("device");
        for (const name of ["from", "to"])
            await docker.createVolume({
                Name: named(name),
                Labels: { "io.docker-storage.managed": "test" },
                DriverOpts: { type: "none", o: "bind", device },
            });
        await inVolume(named("from"), "echo one > f");
        handedOver(await handOver(named("from"), named("to")), named("to"));
        await inVolume(named("to"), "echo newer > f");
        await removed(named("from"));
        assert.equal(await saved("f"), undefined);
        assert.ok(existsSync(join(device, "f")));
    });

    it("goes by its policy when it was not copied", async () => {
        await removed(await volumes.make("discarded", "echo one > f"), { ON_DELETE: "discard" });
        assert.equal(await saved("f"), undefined);
        const retained = await volumes.make("retained", "echo one > f");
        succeeded(await remove(retained, { ON_DELETE: "retain" }), "");
        assert.equal(await inVolume(retained, "cat f"), "one\n");
        await removed(await volumes.make("saved", "echo one > f"));
        assert.equal(await saved("f"), "one\n");
    });

    it("stays while a container has it, by its name or its path, also one that is stopped, and names that", async () => {
        const { from } = await replaced("echo one > f; mkdir folder");
        const { Mountpoint: path } = await docker.getVolume(from).inspect();
        for (const [name, source] of Object.entries({ "by-name": from, "by-path": path, below: `${path}/folder` })) {
            const id = await containers.start(name, source);
            for (const stop of [false, true]) {
                if (stop) await docker.getContainer(id).kill();
                const result = await remove(from);
                assert.notEqual(result.code, 0);
                assert.match(result.stderr, new RegExp(`still mounted by containers.*${id.slice(0, 12)}`));
            }
            await containers.remove();
        }
        assert.ok(await volumeExists(from));
    });

    it("stays, and nothing is done, where the socket leads to another daemon", async () => {
        const socket = temporaryFolder("other-socket");
        const other = createServer((request, response) => {
            const known = request.url?.endsWith("/version");
            response.writeHead(known ? 200 : 404, { "Content-Type": "application/json" });
            response.end(JSON.stringify(known ? { ApiVersion: "1.41" } : { message: "No such container" }));
        }).listen(join(socket, "docker.sock"));
        try {
            const { from } = await replaced("echo one > f");
            const result = await remove(from, { DOCKER_SOCKET: join(socket, "docker.sock") });
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, /leads to another Docker daemon[^]*docker-storage:dockerSocket/);
            assert.equal(await inVolume(from, "cat f"), "one\n");
        } finally {
            other.close();
        }
    });

    it("is removed by an update that finds an earlier one at work on it, whose client is gone", async () => {
        const { from } = await replaced("head -c 100000000 /dev/urandom > f");
        await inVolume(from, "echo late > f");
        const [first, second] = await Promise.all([remove(from), remove(from)]);
        succeeded(first, "");
        succeeded(second, "");
        assert.equal(await saved("f"), "late\n");
        assert.equal(await volumeExists(from), false);
    });

    it("is no error when it is gone", async () => {
        succeeded(await remove(named("gone")), "");
    });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { moveScript, reclaimScript } from "../../../components/data/volume-scripts";
import { snapshotsMount } from "../../../components/model/snapshots";
import { pointsToTry } from "../../points";
import { temporaryFolder } from "../../temporary-folder";
import { docker, inVolume, volumeExists } from "../docker-view";
import { FaultySocket } from "../faulty-socket";
import { FINGERPRINT, MIXED } from "../mixed-content";
import { describeWithOwnDaemon, OwnDaemon } from "../own-daemon";
import { OwnContainers, STACK } from "../own-containers";
import { OwnVolumes } from "../own-volumes";
import { killableScript, Result, runScript, succeeded } from "../run-script";
import { handedOver } from "./handed-over";

const volumes = new OwnVolumes("move");
const containers = new OwnContainers(volumes);
const WRITES_AT_THE_END = "trap 'echo last > /data/last; exit 0' TERM; echo first > /data/first; sleep infinity & wait";

/** Those that fail, of the requests of a program to Docker on either host. */
const { first, every, told } = pointsToTry(24);

/** Docker's own command waits for ever where what begins a container fails on the way to the daemon. */
const isOfProgram = (lines: string): boolean =>
    lines.includes("docker-sdk-python") || lines.includes("/wait?condition=removed");

describeWithOwnDaemon(`The move of a volume's data to another Docker host (requests: ${told})`, function () {
    this.timeout(600_000);
    const folder = temporaryFolder("move");
    const other = new OwnDaemon(join(folder, "other"));
    const thither = new FaultySocket(
        temporaryFolder("socket-there"),
        join(folder, "other", "docker.sock"),
        isOfProgram,
    );
    const hither = new FaultySocket(temporaryFolder("socket-here"), undefined, isOfProgram);

    before(async () => {
        await other.startWithToolbox();
        await Promise.all([thither.listen(), hither.listen()]);
    });
    after(async () => {
        for (const socket of [thither, hither]) socket.close();
        await other.stop();
    });
    afterEach(async () => {
        for (const socket of [thither, hither]) socket.arm(0, "fail");
        await containers.remove();
        await volumes.remove();
        for (const { Name } of (await other.docker.listVolumes()).Volumes) await other.docker.getVolume(Name).remove();
    });

    const there = (volume: string, command: string): Promise<string> =>
        inVolume(volume, command, { ...process.env, DOCKER_HOST: other.host });

    const environment = (from: string, to: string): NodeJS.ProcessEnv => ({
        PULUMI_COMMAND_STDOUT: `${from}\nstack ${STACK}\non DOCKER_HOST=unix://${hither.path}`,
        DOCKER_HOST: `unix://${thither.path}`,
        NAME: to,
        STACK,
        ON_REPLACE: "migrate",
        HELD: `${to}\nstack ${STACK}\non DOCKER_HOST=unix://${thither.path}`,
    });
    const move = (from: string, to: string): Promise<Result> => runScript(moveScript(), environment(from, to));

    /** A volume with a writer here, and an empty one there. */
    async function twoVolumes(content = MIXED): Promise<[from: string, to: string, writer: string]> {
        const from = await volumes.make("from", content);
        const writer = await containers.start("writer", from, false, WRITES_AT_THE_END);
        const to = volumes.named("to");
        await other.docker.createVolume({ Name: to });
        return [from, to, writer];
    }

    const isRunning = async (container: string): Promise<boolean> =>
        (await docker.getContainer(container).inspect()).State.Running;

    it("brings content and metadata, writes until the end included, and lets the former volume be removed", async () => {
        const [from, to, writer] = await twoVolumes();
        const { downTimeSeconds } = handedOver(await move(from, to), to);
        assert.ok(downTimeSeconds > 0 && downTimeSeconds < 60, String(downTimeSeconds));
        assert.equal(await isRunning(writer), false);
        assert.equal(await there(to, "cat first last"), "first\nlast\n");
        assert.equal(await there(to, FINGERPRINT), await inVolume(from, FINGERPRINT));
        await containers.remove();
        const snapshots = volumes.named("snapshots");
        const saving = { SNAPSHOTS: snapshotsMount({ volume: snapshots }), FOLDER: "f", URN: "urn" };
        succeeded(await runScript(reclaimScript(), { NAME: from, ON_DELETE: "snapshot", ...saving }), "");
        assert.deepEqual([await volumeExists(from), await volumeExists(snapshots)], [false, false]);
    });

    it("finds what changed under the same size and times after it was first copied", async () => {
        const [from, to] = await twoVolumes("echo one > f");
        await inVolume(from, "touch -d @1000000000 f");
        // Its last words look like nothing.
        const lastWords = "trap 'echo two > /data/f; touch -d @1000000000 /data/f; exit 0' TERM; sleep infinity & wait";
        await containers.start("second", from, false, lastWords);
        handedOver(await move(from, to), to);
        assert.equal(await there(to, "cat f"), "two\n");
    });

    it("leaves no data in a log of Docker's", async () => {
        const [from, to] = await twoVolumes();
        const kinds: string[] = [];
        hither.arm(/POST \S+\/exec\/\w+\/start/, async () => {
            for (const daemon of [docker, other.docker]) {
                const filters = { label: [`io.docker-storage.program=${to}`] };
                const programs = await daemon.listContainers({ filters });
                for (const { Id } of programs)
                    kinds.push((await daemon.getContainer(Id).inspect()).HostConfig.LogConfig?.Type ?? "default");
            }
        });
        handedOver(await move(from, to), to);
        assert.deepEqual(kinds, ["none", "none"]);
    });

    for (const [where, socket] of [
        ["of the host that has the data", hither],
        ["of the host that it moves to", thither],
    ] as const) {
        it(`loses no byte, and leaves nobody stopped, whichever request to the daemon ${where} fails`, async () => {
            const [from, to, writer] = await twoVolumes();
            for (let request = first; ; request += every) {
                socket.arm(request, "fail");
                const result = await move(from, to);
                const { hit } = socket;
                socket.arm(0, "fail");
                if (result.code === 0) handedOver(result, to);
                else assert.ok(await isRunning(writer), `${hit}: ${result.stderr}`);
                assert.equal(await inVolume(from, "cat first"), "first\n");
                if (hit === undefined) {
                    succeeded(result, result.stdout);
                    assert.ok(request > 20, `only ${request} requests`);
                    break;
                }
                if (result.code === 0) await docker.getContainer(writer).start();
            }
            assert.equal(await there(to, FINGERPRINT), await inVolume(from, FINGERPRINT));
        });
    }

    it("starts the stopped again when what joins the two hosts is killed, and is made good by the next try", async () => {
        const [from, to, writer] = await twoVolumes();
        const kill = killableScript(moveScript(), environment(from, to));
        const filters = { container: [writer], event: ["die", "start"] };
        const events = await docker.getEvents({ filters });
        for await (const event of events) {
            const { Action } = JSON.parse(String(event)) as { Action: string };
            if (Action === "start") break;
            // From here on, only the programs themselves know whom they stopped.
            kill();
        }
        assert.ok(await isRunning(writer));
        handedOver(await move(from, to), to);
        assert.equal(await there(to, FINGERPRINT), await inVolume(from, FINGERPRINT));
    });

    it("leaves nobody stopped when whoever runs it does not hear that it succeeded", async () => {
        const [from, to, writer] = await twoVolumes();
        hither.arm(/POST \S+\/wait\?condition=removed/, "fail");
        const { code, stderr } = await move(from, to);
        assert.notEqual(code, 0);
        assert.match(stderr, /stopping container/);
        assert.ok(await isRunning(writer));
        handedOver(await move(from, to), to);
        assert.equal(await there(to, FINGERPRINT), await inVolume(from, FINGERPRINT));
    });

    it("gives up at once, and leaves nobody stopped, when there is no room on the other host", async () => {
        const [from, , writer] = await twoVolumes("head -c 20000000 /dev/urandom > large");
        const to = volumes.named("small");
        await other.docker.createVolume({
            Name: to,
            Driver: "local",
            DriverOpts: { type: "tmpfs", device: "tmpfs", o: "size=1m" },
        });
        const { code, stderr } = await move(from, to);
        assert.equal(code, 1);
        assert.match(
            stderr,
            new RegExp(`there is no space for volume ${from} on the Docker host that it is to move to`),
        );
        assert.ok(await isRunning(writer));
        assert.equal(await inVolume(from, "wc -c < large"), "20000000\n");
    });

    it("says what is wrong on the other host, and that nothing was lost", async () => {
        const [from, to, writer] = await twoVolumes();
        await there(to, "echo other > data");
        const { code, stdout, stderr } = await move(from, to);
        assert.deepEqual([code, stdout], [1, ""]);
        assert.match(stderr, new RegExp(`volume ${to} holds other data already, which was left alone`));
        assert.match(stderr, new RegExp(`volume ${from} still holds the data`));
        assert.ok(await isRunning(writer));
        assert.equal(await there(to, "cat *"), "other\n");
    });
});

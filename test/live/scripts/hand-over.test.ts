import assert from "node:assert/strict";
import { join } from "node:path";
import { migrateScript, setAsideScript, unfinishedScript } from "../../../components/data/volume-scripts";
import { temporaryFolder } from "../../temporary-folder";
import { docker, inVolume, volumeExists } from "../docker-view";
import { despiteFailures, FaultySocket } from "../faulty-socket";
import { FINGERPRINT, MIXED } from "../mixed-content";
import { OwnContainers, STACK } from "../own-containers";
import { OwnVolumes } from "../own-volumes";
import { handedOver, handOver } from "./handed-over";
import { runScript, succeeded } from "../run-script";

const volumes = new OwnVolumes("hand-over");
const named = (name: string): string => volumes.named(name);
const containers = new OwnContainers(volumes);
const search = unfinishedScript();

const WRITES_AT_THE_END = "trap 'echo last > /data/last; exit 0' TERM; sleep infinity & wait";

describe("The hand-over of a volume's data to another", () => {
    afterEach(async () => {
        await containers.remove();
        await volumes.remove();
    });

    it("copies content and metadata, and states what it copied", async () => {
        const [from, to] = [await volumes.make("from", MIXED), await volumes.make("to")];
        const before = await inVolume(from, FINGERPRINT);
        assert.match(before, /user:99:rwx/);
        assert.match(before, /user\.note=/);
        const migration = handedOver(await handOver(from, to), to);
        const files = await inVolume(from, "find . -type f -printf '%i %s\\n' | sort -u");
        const sizes = files
            .trim()
            .split("\n")
            .map((line) => Number(line.split(" ")[1]));
        assert.deepEqual(
            [migration.from, migration.fileCount, migration.dataBytes, migration.downTimeSeconds],
            [from, sizes.length, sizes.reduce((sum, size) => sum + size), 0],
        );
        assert.match(migration.checksum ?? "", /^sha256:[0-9a-f]{64}$/);
        assert.equal(await inVolume(to, FINGERPRINT), before);
        assert.equal(await inVolume(from, FINGERPRINT), before);
    });

    it("stops those that write, lets those that read go on, and touches no other container", async () => {
        const [from, to, other] = [
            await volumes.make("from", "echo 1 > f"),
            await volumes.make("to"),
            await volumes.make("other"),
        ];
        await containers.start("writer", from);
        await containers.start("reader", from, true);
        await containers.start("stranger", other);
        const { downTimeSeconds } = handedOver(await handOver(from, to), to);
        assert.ok(downTimeSeconds > 0 && downTimeSeconds < 60, String(downTimeSeconds));
        const running = async (name: string): Promise<boolean> => (await containers.inspect(name)).State.Running;
        assert.deepEqual(
            [await running("writer"), await running("reader"), await running("stranger")],
            [false, true, true],
        );
        assert.equal((await containers.inspect("writer")).State.ExitCode, 0, "it was killed, not asked to stop");
    });

    it("stops those that write through the path of the volume or of a folder in it, and no others that have a folder of the host", async () => {
        const [from, to] = [await volumes.make("from", "mkdir folder"), await volumes.make("to")];
        const { Mountpoint: path } = await docker.getVolume(from).inspect();
        const beside = temporaryFolder("beside");
        const started: [name: string, source: string, readOnly?: boolean][] = [
            ["by path", path],
            ["in a folder", `${path}/folder`],
            ["reads", path, true],
            ["beside", beside],
        ];
        for (const [name, source, readOnly] of started)
            await containers.start(name.replaceAll(" ", "-"), source, readOnly, WRITES_AT_THE_END);
        handedOver(await handOver(from, to), to);
        const running = started.map(
            async ([name]) => (await containers.inspect(name.replaceAll(" ", "-"))).State.Running,
        );
        assert.deepEqual(await Promise.all(running), [false, false, true, true]);
        assert.equal(await inVolume(to, "cat last folder/last"), "last\nlast\n");
    });

    for (const [what, whose, start] of [
        ["of another stack has the volume", "another/stack", "start"],
        ["of nobody knows whom has the volume, and stands still", "", "kill"],
    ]) {
        it(`changes nothing, and names the container, when one ${what}`, async () => {
            const [from, to] = [await volumes.make("from", "echo 1 > f"), await volumes.make("to")];
            const own = await containers.start("own", from);
            const other = await containers.start("other", from, true, undefined, whose);
            if (start === "kill") await docker.getContainer(other).kill();
            const { code, stderr } = await handOver(from, to);
            assert.notEqual(code, 0);
            assert.match(
                stderr,
                new RegExp(`containers have it that are not this stack's: ${named("other")} - nothing was changed`),
            );
            assert.equal((await docker.getContainer(own).inspect()).State.Running, true);
            assert.equal((await docker.getContainer(other).inspect()).State.Running, start !== "kill");
            assert.equal(await inVolume(to, "ls -A"), "");
        });
    }

    it("takes a container for the stack's that has the name which the stack had before", async () => {
        const [from, to] = [await volumes.make("from", "echo 1 > f"), await volumes.make("to")];
        await containers.start("own", from, false, undefined, "project/former");
        handedOver(await handOver(`${from}\nstack project/former`, to), to);
    });

    it("stops nobody when the copy cannot even begin", async () => {
        const [from, to] = [await volumes.make("from", "echo kept > f"), await volumes.make("to")];
        await containers.start("writer", from);
        const startedBefore = (await containers.inspect("writer")).State.StartedAt;
        const result = await handOver(from, to, { TOOLBOX: "docker-storage/no-such-image:0" });
        assert.notEqual(result.code, 0);
        assert.equal(result.stdout, "");
        assert.match(result.stderr, /image docker-storage\/no-such-image:0 is not on the Docker host: build it there/);
        assert.match(result.stderr, new RegExp(`volume ${from} still holds the data`));
        assert.equal((await containers.inspect("writer")).State.StartedAt, startedBefore);
        assert.equal(await inVolume(from, "cat f"), "kept\n");
    });

    it("starts the stopped again when the copy fails after that", async () => {
        const [from, to] = [await volumes.make("from", "echo kept > f"), await volumes.make("to")];
        // Its last words cannot be copied: the mark of an unfinished copy.
        const lastWords = "trap 'touch /data/.docker-storage-incomplete; exit 0' TERM; sleep infinity & wait";
        await containers.start("writer", from, false, lastWords);
        await containers.start("second", from);
        const startedBefore = (await containers.inspect("second")).State.StartedAt;
        const result = await handOver(from, to);
        assert.notEqual(result.code, 0);
        assert.match(result.stderr, new RegExp(`volume ${from} holds an unfinished copy`));
        assert.match(result.stderr, new RegExp(`volume ${from} still holds the data`));
        assert.notEqual((await containers.inspect("second")).State.StartedAt, startedBefore, "it was never stopped");
        assert.ok(
            (await containers.inspect("writer")).State.Running && (await containers.inspect("second")).State.Running,
        );
        assert.equal(await inVolume(from, "cat f"), "kept\n");
    });

    it("takes a mount that fails for what it is, not for a missing image", async () => {
        const from = await volumes.make("from", "echo kept > f");
        const DriverOpts = { type: "none", o: "bind", device: join(temporaryFolder("no-folder"), "none") };
        await docker.createVolume({ Name: named("to"), Driver: "local", DriverOpts });
        const result = await handOver(from, named("to"));
        assert.notEqual(result.code, 0);
        assert.match(result.stderr, /failed to mount local volume: .*no such file or directory/);
        assert.doesNotMatch(result.stderr, /image/);
    });

    it("kills a container that does not stop when its grace period is over, and copies what it wrote until then", async () => {
        const [from, to] = [await volumes.make("from", MIXED), await volumes.make("to")];
        const stubborn = "trap '' TERM; while :; do date +%N >> /data/ticks; done";
        await containers.start("writer", from, false, stubborn);
        const { downTimeSeconds } = handedOver(await handOver(from, to, { STOP_GRACE_SECONDS: "1" }), to);
        assert.ok(downTimeSeconds > 0 && downTimeSeconds < 60, String(downTimeSeconds));
        const { State } = await containers.inspect("writer");
        assert.deepEqual([State.Running, State.ExitCode], [false, 137]);
        assert.equal(await inVolume(to, FINGERPRINT), await inVolume(from, FINGERPRINT));
    });

    it("lets every container go on when one cannot be stopped, and says which", async () => {
        const [from, to] = [await volumes.make("from", "echo kept > f"), await volumes.make("to")];
        const id = await containers.start("writer", from);
        await containers.start("second", from);
        const [writer, second] = [await containers.inspect("writer"), await containers.inspect("second")];
        const faulty = new FaultySocket(temporaryFolder("faulty-socket"));
        await faulty.listen();
        faulty.arm(new RegExp(`POST /v[0-9.]+/containers/${id}/stop`), "fail");
        const result = await handOver(from, to, { DOCKER_SOCKET: faulty.path });
        faulty.close();
        assert.ok(faulty.hit);
        assert.notEqual(result.code, 0);
        assert.match(result.stderr, new RegExp(`stopping container ${id}.*\n.*this fault was injected`));
        assert.match(result.stderr, new RegExp(`volume ${from} still holds the data`));
        assert.equal((await containers.inspect("writer")).State.StartedAt, writer.State.StartedAt);
        assert.notEqual(
            (await containers.inspect("second")).State.StartedAt,
            second.State.StartedAt,
            "it was never stopped",
        );
        assert.ok(
            (await containers.inspect("writer")).State.Running && (await containers.inspect("second")).State.Running,
        );
        assert.equal(await inVolume(from, "cat f"), "kept\n");
        handedOver(await handOver(from, to), to);
    });

    it("copies nothing to a volume that is in use, by an earlier update, say", async () => {
        const [from, to] = [await volumes.make("from", "echo mine > f"), await volumes.make("to")];
        const id = await containers.start("copying", to, true);
        const result = await handOver(from, to);
        assert.notEqual(result.code, 0);
        assert.match(
            result.stderr,
            new RegExp(`volume ${to} is in use, and nothing was copied to it.*${id.slice(0, 12)}`),
        );
        assert.equal(await inVolume(to, "ls -A"), "");
    });

    it("leaves a volume that holds other data alone", async () => {
        const [from, to] = [await volumes.make("from", "echo mine > f"), await volumes.make("to", "echo theirs > f")];
        const result = await handOver(from, to);
        assert.notEqual(result.code, 0);
        assert.match(result.stderr, new RegExp(`volume ${to} holds other data already, which was left alone`));
        assert.equal(await inVolume(to, "ls -A; cat f"), "f\ntheirs\n");
    });

    it("makes the copy exact after a try that broke off", async () => {
        const broken = "echo half > f; echo stale > gone; touch .docker-storage-incomplete";
        const [from, to] = [await volumes.make("from", MIXED), await volumes.make("to", broken)];
        const before = await inVolume(from, FINGERPRINT);
        handedOver(await handOver(from, to), to);
        assert.equal(await inVolume(to, FINGERPRINT), before);
    });

    it("marks what it could not finish, and never copies from it", async () => {
        const [broken, to] = [
            await volumes.make("broken", "mkdir .docker-storage-incomplete; touch f"),
            await volumes.make("to"),
        ];
        const result = await handOver(broken, to);
        assert.notEqual(result.code, 0);
        assert.match(result.stderr, /holds an unfinished copy/);
        assert.equal(await inVolume(to, "ls -A"), "");
    });

    it("hands over at once what was copied before", async () => {
        const [from, to] = [await volumes.make("from", MIXED), await volumes.make("to")];
        const first = handedOver(await handOver(from, to), to);
        assert.equal(handedOver(await handOver(from, to), to).checksum, first.checksum);
        assert.equal(await inVolume(to, FINGERPRINT), await inVolume(from, FINGERPRINT));
    });

    it("copies nothing when both volumes are one folder of the host, and cleans up after versions that did", async () => {
        const device = temporaryFolder("one-folder");
        const show = async (name: string): Promise<string> => {
            const Labels = { "io.docker-storage.managed": "test" };
            const DriverOpts = { type: "none", o: "bind", device };
            await docker.createVolume({ Name: named(name), Labels, Driver: "local", DriverOpts });
            return named(name);
        };
        const [from, to] = [await show("from"), await show("to")];
        await inVolume(from, `${MIXED}\nmkdir .docker-storage-incomplete`);
        await containers.start("writer", from);
        assert.equal(handedOver(await handOver(from, to), to).from, from);
        assert.match(await inVolume(to, "ls -A; getfacl -p 'a folder'"), /user:99:rwx/);
        assert.doesNotMatch(await inVolume(to, "ls -A"), /docker-storage/);
    });

    it("goes on saying how the data came there", async () => {
        const [from, to] = [await volumes.make("from", "echo 1 > f"), await volumes.make("to")];
        const { stdout } = await handOver(from, to);
        assert.match(stdout, /^.*\nstack project\/stack\ncopied \{.*\}$/);
        succeeded(await handOver(stdout, to), stdout);
    });

    it("takes what was set aside of a name that is given up, whichever request to Docker fails", async () => {
        const [from, to] = [await volumes.make("from", "echo 1 > a; echo 2 > b"), await volumes.make("to")];
        const environment = { ON_DELETE: "snapshot", NAME: from, ON_REPLACE: "migrate" };
        succeeded(await runScript(setAsideScript(), environment), "");
        const result = await despiteFailures((environment) => handOver(`${from}\nfixed`, to, environment));
        handedOver(result, to);
        assert.equal(await inVolume(to, "cat a b"), "1\n2\n");
    });

    describe("that an update which failed has not finished", () => {
        const unfinished = async (): Promise<string> => {
            const { code, stdout, stderr } = await runScript(search, { GIVE_UP_SECONDS: "60" });
            assert.equal(code, 0, stderr);
            return stdout.split("\n").find((line) => line.includes(named("data-1"))) ?? "";
        };

        /** A copy is made, but its containers are not replaced: the writer is started again, on the former volume. */
        async function left(): Promise<[string, string]> {
            const label = { "io.docker-storage.managed": "volume" };
            for (const name of ["data-1", "data-2"]) await docker.createVolume({ Name: named(name), Labels: label });
            const [from, to] = [named("data-1"), named("data-2")];
            await inVolume(from, "echo one > f");
            await containers.start("writer", from);
            handedOver(await handOver(from, to), to);
            assert.equal(await unfinished(), "");
            await docker.getContainer(named("writer")).start();
            await inVolume(from, "echo late > f");
            return [from, to];
        }

        it("is made good as long as nobody has written to the new volume: the truth is where the last writes are", async () => {
            const [from, to] = await left();
            const UNFINISHED = await unfinished();
            assert.equal(UNFINISHED, `old ${from} ${to}`);
            handedOver(await handOver(to, to, { UNFINISHED }), to);
            assert.equal(await inVolume(to, "cat f"), "late\n");
            assert.equal((await containers.inspect("writer")).State.Running, false);
            assert.equal(await unfinished(), "");
        });

        it("fails, and leaves both as they are, when somebody has written to the new volume, too", async () => {
            const [from, to] = await left();
            await inVolume(to, "echo newer > g");
            const UNFINISHED = await unfinished();
            assert.equal(UNFINISHED, `both ${from} ${to}`);
            const { code, stderr } = await handOver(to, to, { UNFINISHED });
            assert.equal(code, 1);
            assert.match(stderr, new RegExp(`volume ${from} was written to after it was copied to volume ${to}`));
            assert.deepEqual(
                [await inVolume(from, "cat f"), await inVolume(to, "cat f g")],
                ["late\n", "one\nnewer\n"],
            );
            assert.equal((await containers.inspect("writer")).State.Running, true);
        });
    });

    it("fails, and starts whoever it stopped, when the answer of the program is lost", async () => {
        const [from, to] = [await volumes.make("from", "echo 1 > f"), await volumes.make("to")];
        await containers.start("writer", from);
        // A command that ends well, and whose output nobody gets.
        const silent = migrateScript().replace(' "$TOOLBOX" "$command" ||', ' "$TOOLBOX" "$command" >/dev/null ||');
        const HELD = `${to}\nstack ${STACK}`;
        const environment = { PULUMI_COMMAND_STDOUT: from, NAME: to, HELD, STACK, ON_REPLACE: "migrate" };
        const { code, stdout, stderr } = await runScript(silent, environment);
        assert.deepEqual([code, stdout], [1, ""]);
        assert.match(stderr, new RegExp(`nothing was heard of what became of volume ${to}`));
        assert.equal((await containers.inspect("writer")).State.Running, true);
    });

    it("copies nothing, and stops nobody, when the volume is the same or its data is to be discarded", async () => {
        const [from, to] = [await volumes.make("from", "echo 1 > f"), await volumes.make("to")];
        await containers.start("writer", from);
        succeeded(await handOver(from, from), `${from}\nstack ${STACK}`);
        succeeded(await handOver(from, to, { ON_REPLACE: "discard" }), `${to}\nstack ${STACK}`);
        assert.equal(await inVolume(to, "ls -A"), "");
        assert.ok((await containers.inspect("writer")).State.Running);
    });

    it("fails, rather than make a volume by mistake, when the new one is not there", async () => {
        const from = await volumes.make("from", "echo 1 > f");
        const result = await handOver(from, named("missing"));
        assert.notEqual(result.code, 0);
        assert.match(result.stderr, /there is no volume .*missing/);
        assert.equal(await volumeExists(named("missing")), false);
    });
});

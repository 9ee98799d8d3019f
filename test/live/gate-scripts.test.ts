import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { script } from "../../components/data/scripts";
import { Migration, migrationFrom, volumeNameFrom } from "../../components/model/migration";
import { snapshotsMount } from "../../components/model/snapshots";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { temporaryFolder } from "../temporary-folder";
import { docker, freePort, inVolume, volumeExists } from "./docker-view";
import { FaultyDocker } from "./faulty-docker";
import { FINGERPRINT, MIXED } from "./mixed-content";
import { OwnVolumes } from "./own-volumes";
import { Result, runScript } from "./run-script";

const volumes = new OwnVolumes("gate-scripts");
const named = (name: string): string => volumes.named(name);

const scripts = {
    handOver: script("volumes", "copy", "holder", "no-host", "hand-over"),
    setAside: script("volumes", "copy", "set-aside"),
    bringBack: script("volumes", "as-inspected", "copy", "holder", "bring-back"),
    snapshot: script("volumes", "snapshots", "snapshot"),
    claim: script("volumes", "no-host", "as-inspected", "claim"),
    seed: script("volumes", "seed"),
    makeFolder: script("volumes", "make-folder"),
    checkExport: script("volumes", "limited", "check-export"),
};

const OBEDIENT = "trap 'exit 0' TERM; sleep infinity & wait";

describe("The gate's scripts", function () {
    this.timeout(120_000);
    const containers = new Set<string>();

    const volume = (name: string, content?: string): Promise<string> => volumes.make(name, content);

    /** A running container that mounts a volume and obeys SIGTERM. */
    async function container(name: string, source: string, ReadOnly = false, command = OBEDIENT): Promise<string> {
        const made = await docker.createContainer({
            name: named(name),
            Image: toolboxImage,
            Cmd: ["sh", "-c", command],
            HostConfig: { Mounts: [{ Type: "volume", Source: source, Target: "/data", ReadOnly }] },
        });
        containers.add(named(name));
        await made.start();
        return made.id;
    }

    const inspected = (name: string): ReturnType<ReturnType<typeof docker.getContainer>["inspect"]> =>
        docker.getContainer(named(name)).inspect();

    const handOver = (from: string, to: string, more: NodeJS.ProcessEnv = {}): Promise<Result> =>
        runScript(scripts.handOver, {
            PULUMI_COMMAND_STDOUT: from,
            NAME: to,
            ON_REPLACE: "migrate",
            FIXED: "false",
            HANDOVER: named("none"),
            ...more,
        });

    function succeeded(result: Result, stdout: string): void {
        assert.deepEqual({ code: result.code, stdout: result.stdout }, { code: 0, stdout }, result.stderr);
    }

    /** Says that the data is in a volume now that was copied to. */
    function handedOver(result: Result, to: string): Migration {
        assert.equal(result.code, 0, result.stderr);
        assert.equal(volumeNameFrom(result.stdout), to);
        const migration = migrationFrom(result.stdout);
        assert.equal(migration?.to, to, result.stdout);
        return migration;
    }

    afterEach(async () => {
        await Promise.all([...containers].map((name) => docker.getContainer(name).remove({ force: true })));
        containers.clear();
        await volumes.remove();
    });

    describe("hand-over", () => {
        it("copies content and metadata, and states what it copied", async () => {
            const [from, to] = [await volume("from", MIXED), await volume("to")];
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
            assert.match(migration.checksum, /^sha256:[0-9a-f]{64}$/);
            assert.equal(await inVolume(to, FINGERPRINT), before);
            assert.equal(await inVolume(from, FINGERPRINT), before);
        });

        it("stops those that write, lets those that read go on, and touches no other container", async () => {
            const [from, to, other] = [await volume("from", "echo 1 > f"), await volume("to"), await volume("other")];
            await container("writer", from);
            await container("reader", from, true);
            await container("stranger", other);
            const { downTimeSeconds } = handedOver(await handOver(from, to), to);
            assert.ok(downTimeSeconds > 0 && downTimeSeconds < 60, String(downTimeSeconds));
            const running = async (name: string): Promise<boolean> => (await inspected(name)).State.Running;
            assert.deepEqual(
                [await running("writer"), await running("reader"), await running("stranger")],
                [false, true, true],
            );
            assert.equal((await inspected("writer")).State.ExitCode, 0, "it was killed, not asked to stop");
        });

        it("stops nobody when the copy cannot even begin", async () => {
            const [from, to] = [await volume("from", "echo kept > f"), await volume("to")];
            await container("writer", from);
            const startedBefore = (await inspected("writer")).State.StartedAt;
            const result = await handOver(from, to, { TOOLBOX: "docker-storage/no-such-image:0" });
            assert.notEqual(result.code, 0);
            assert.equal(result.stdout, "");
            assert.match(
                result.stderr,
                /image docker-storage\/no-such-image:0 is not on the Docker host: build it there/,
            );
            assert.match(result.stderr, new RegExp(`volume ${from} still holds the data`));
            assert.equal((await inspected("writer")).State.StartedAt, startedBefore);
            assert.equal(await inVolume(from, "cat f"), "kept\n");
        });

        it("starts the stopped again when the copy fails after that", async () => {
            const [from, to] = [await volume("from", "echo kept > f"), await volume("to")];
            // Its last words cannot be copied: the mark of an unfinished copy.
            const lastWords = "trap 'touch /data/.docker-storage-incomplete; exit 0' TERM; sleep infinity & wait";
            await container("writer", from, false, lastWords);
            await container("second", from);
            const startedBefore = (await inspected("second")).State.StartedAt;
            const result = await handOver(from, to);
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, new RegExp(`volume ${from} holds an unfinished copy`));
            assert.match(result.stderr, new RegExp(`volume ${from} still holds the data`));
            assert.notEqual((await inspected("second")).State.StartedAt, startedBefore, "it was never stopped");
            assert.ok((await inspected("writer")).State.Running && (await inspected("second")).State.Running);
            assert.equal(await inVolume(from, "cat f"), "kept\n");
        });

        it("takes a mount that fails for what it is, not for a missing image", async () => {
            const from = await volume("from", "echo kept > f");
            const DriverOpts = { type: "none", o: "bind", device: join(temporaryFolder("no-folder"), "none") };
            await docker.createVolume({ Name: named("to"), Driver: "local", DriverOpts });
            const result = await handOver(from, named("to"));
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, /failed to mount local volume: .*no such file or directory/);
            assert.doesNotMatch(result.stderr, /image/);
        });

        it("kills a container that does not stop when its grace period is over, and copies what it wrote until then", async () => {
            const [from, to] = [await volume("from", MIXED), await volume("to")];
            const stubborn = "trap '' TERM; while :; do date +%N >> /data/ticks; done";
            await container("writer", from, false, stubborn);
            const { downTimeSeconds } = handedOver(await handOver(from, to, { STOP_GRACE_SECONDS: "1" }), to);
            assert.ok(downTimeSeconds > 0 && downTimeSeconds < 60, String(downTimeSeconds));
            const { State } = await inspected("writer");
            assert.deepEqual([State.Running, State.ExitCode], [false, 137]);
            assert.equal(await inVolume(to, FINGERPRINT), await inVolume(from, FINGERPRINT));
        });

        it("lets every container go on when one cannot be stopped, and says which", async () => {
            const [from, to] = [await volume("from", "echo kept > f"), await volume("to")];
            const id = await container("writer", from);
            await container("second", from);
            const [writer, second] = [await inspected("writer"), await inspected("second")];
            const faulty = new FaultyDocker(join(temporaryFolder("faulty-docker"), "faulty"));
            faulty.arm(`stop ${id}`, "fail");
            const result = await handOver(from, to, faulty.environment);
            assert.equal(faulty.hit, `stop ${id}`);
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, new RegExp(`stopping container ${id}.*\n.*this fault was injected`));
            assert.match(result.stderr, new RegExp(`volume ${from} still holds the data`));
            assert.equal((await inspected("writer")).State.StartedAt, writer.State.StartedAt);
            assert.notEqual(
                (await inspected("second")).State.StartedAt,
                second.State.StartedAt,
                "it was never stopped",
            );
            assert.ok((await inspected("writer")).State.Running && (await inspected("second")).State.Running);
            assert.equal(await inVolume(from, "cat f"), "kept\n");
            handedOver(await handOver(from, to), to);
        });

        it("leaves a volume that holds other data alone", async () => {
            const [from, to] = [await volume("from", "echo mine > f"), await volume("to", "echo theirs > f")];
            const result = await handOver(from, to);
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, new RegExp(`volume ${to} holds other data already, which was left alone`));
            assert.equal(await inVolume(to, "ls -A; cat f"), "f\ntheirs\n");
        });

        it("makes the copy exact after a try that broke off", async () => {
            const broken = "echo half > f; echo stale > gone; touch .docker-storage-incomplete";
            const [from, to] = [await volume("from", MIXED), await volume("to", broken)];
            const before = await inVolume(from, FINGERPRINT);
            handedOver(await handOver(from, to), to);
            assert.equal(await inVolume(to, FINGERPRINT), before);
        });

        it("marks what it could not finish, and never copies from it", async () => {
            const [broken, to] = [await volume("broken", "touch .docker-storage-incomplete f"), await volume("to")];
            const result = await handOver(broken, to);
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, /holds an unfinished copy/);
            assert.equal(await inVolume(to, "ls -A"), "");
        });

        it("hands over at once what was copied before", async () => {
            const [from, to] = [await volume("from", MIXED), await volume("to")];
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
            await container("writer", from);
            assert.equal(handedOver(await handOver(from, to), to).from, from);
            assert.match(await inVolume(to, "ls -A; getfacl -p 'a folder'"), /user:99:rwx/);
            assert.doesNotMatch(await inVolume(to, "ls -A"), /docker-storage/);
        });

        it("goes on saying how the data came there, and that the name was fixed once", async () => {
            const [from, to] = [await volume("from", "echo 1 > f"), await volume("to")];
            const { stdout } = await handOver(`${from}\nfixed`, to);
            assert.match(stdout, /^.*\nfixed\ncopied \{.*\}$/);
            succeeded(await handOver(stdout, to), stdout);
        });

        it("copies nothing, and stops nobody, when the volume is the same or its data is to be discarded", async () => {
            const [from, to] = [await volume("from", "echo 1 > f"), await volume("to")];
            await container("writer", from);
            succeeded(await handOver(from, from), from);
            succeeded(await handOver(from, to, { ON_REPLACE: "discard" }), to);
            assert.equal(await inVolume(to, "ls -A"), "");
            assert.ok((await inspected("writer")).State.Running);
        });

        it("fails, rather than make a volume by mistake, when the new one is not there", async () => {
            const from = await volume("from", "echo 1 > f");
            const result = await handOver(from, named("missing"));
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, /there is no volume .*missing/);
            assert.equal(await volumeExists(named("missing")), false);
        });
    });

    describe("set-aside and bring-back", () => {
        const declared = "local\nlabel io.docker-storage.managed=test";
        const policies = { ON_REPLACE: "migrate", ON_DELETE: "snapshot", DECLARED: declared };

        it("carry the data over the deletion of a volume, and let go of the copy only then", async () => {
            const fixed = await volume("fixed", MIXED);
            const [before, aside] = [await inVolume(fixed, FINGERPRINT), named("aside")];
            const environment = { ...policies, NAME: fixed, HANDOVER: aside };
            const saved = await runScript(scripts.setAside, { ...environment, PULUMI_COMMAND_STDOUT: fixed });
            assert.equal(saved.code, 0, saved.stderr);
            await docker.getVolume(fixed).remove();
            await volume("fixed");
            handedOver(await runScript(scripts.bringBack, environment), fixed);
            assert.equal(await inVolume(fixed, FINGERPRINT), before);
            assert.equal(await volumeExists(aside), false);
        });

        it("keep the copy when it cannot be brought back", async () => {
            const [fixed, aside] = [await volume("fixed", "echo other > f"), await volume("aside", "echo data > f")];
            const result = await runScript(scripts.bringBack, { ...policies, NAME: fixed, HANDOVER: aside });
            assert.notEqual(result.code, 0);
            assert.match(
                result.stderr,
                new RegExp(`volume ${aside} still holds the data; .* The next update tries again`),
            );
            assert.equal(await inVolume(aside, "cat f"), "data\n");
            assert.equal(await inVolume(fixed, "cat f"), "other\n");
        });

        for (const [what, wanted] of [
            ["driver", "other\nlabel io.docker-storage.managed=test"],
            ["options", "local\noption type=tmpfs\nlabel io.docker-storage.managed=test"],
            ["labels", "local\nlabel io.docker-storage.managed=test\nlabel tier=gold"],
        ]) {
            it(`say so when Docker kept a volume with its earlier ${what}`, async () => {
                const fixed = await volume("fixed");
                const environment = { ...policies, NAME: fixed, HANDOVER: named("none"), DECLARED: wanted };
                const result = await runScript(scripts.bringBack, environment);
                assert.notEqual(result.code, 0);
                assert.match(result.stderr, /exists with another driver, other options or labels, which Docker cannot/);
            });
        }
    });

    describe("claim", () => {
        const claim = (name: string, more: Record<string, string> = {}): Promise<Result> =>
            runScript(scripts.claim, { NAME: name, ...more });

        it("takes a free name, and makes nothing", async () => {
            succeeded(await claim(named("free")), named("free"));
            assert.equal(await volumeExists(named("free")), false);
        });

        it("takes the name that it has already", async () => {
            const own = await volume("own");
            succeeded(await claim(own, { PULUMI_COMMAND_STDOUT: own }), own);
        });

        it("turns down the name of any other volume, another stack's, say", async () => {
            const Labels = { "io.docker-storage.managed": "volume" };
            await docker.createVolume({ Name: named("another-stack"), Labels });
            const result = await claim(named("another-stack"), { PULUMI_COMMAND_STDOUT: "former-name" });
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, /exists already, and is left alone: choose another name/);
        });

        it("adopts a volume that is as declared, and no other", async () => {
            await docker.createVolume({ Name: named("foreign"), Labels: { "it's": "$(theirs)" } });
            const ADOPT = "local\nlabel it's=$(theirs)";
            succeeded(await claim(named("foreign"), { ADOPT }), named("foreign"));
            const result = await claim(named("foreign"), { ADOPT: `${ADOPT}\nlabel more=x` });
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, /is not adopted, because it is not as declared/);
            const held = await claim(named("foreign"), { ADOPT, PULUMI_COMMAND_STDOUT: "former-name" });
            assert.notEqual(held.code, 0);
            assert.match(held.stderr, /this component has a volume with data of its own, former-name/);
        });
    });

    describe("snapshot", () => {
        const environment = (data: string): Record<string, string> => ({
            PULUMI_COMMAND_STDOUT: data,
            NAME: "the-name-in-the-inputs",
            ON_DELETE: "snapshot",
            FIXED: "false",
            HANDOVER: named("none"),
            SNAPSHOTS: snapshotsMount({ volume: named("snapshots") }),
            FOLDER: "project/stack/data",
            URN: "urn:pulumi:stack::project::docker-storage:index:NamedVolume::data",
        });

        it("takes and verifies one of the volume that holds the data, and it can be unpacked to the same", async () => {
            const data = await volume("data", MIXED);
            const before = await inVolume(data, FINGERPRINT);
            const result = await runScript(scripts.snapshot, environment(data));
            succeeded(result, "");
            assert.match(
                result.stderr,
                new RegExp(`took and verified snapshot project/stack/data/\\S+ of volume ${data}`),
            );
            const listed = await inVolume(
                named("snapshots"),
                "find . -type f | sort; cat */*/*/*/manifest.json; sha256sum */*/*/*/*.zst",
            );
            const [archive, manifestFile, ...lines] = listed.trim().split("\n");
            const sum = lines.pop();
            const manifest = JSON.parse(lines.join("\n")) as Record<string, unknown>;
            assert.match(archive, /^\.\/project\/stack\/data\/\d{8}T\d{6}Z-\w+\/data\.tar\.zst$/);
            assert.match(manifestFile, /manifest\.json$/);
            assert.equal(manifest.archiveSha256, sum?.slice(0, 64));
            assert.deepEqual(
                [manifest.volume, manifest.urn, manifest.driver, manifest.labels],
                [data, environment(data).URN, "local", { "io.docker-storage.managed": "test" }],
            );
            assert.equal(
                manifest.fileCount,
                Number(await inVolume(data, "find . -type f -printf '%i\\n' | sort -u | wc -l")),
            );
            const unpack = `mkdir /tmp/out && tar -x --zstd -p --acls --xattrs --xattrs-include='*' --numeric-owner -f ${archive} -C /tmp/out`;
            assert.equal(await inVolume(named("snapshots"), `${unpack} && cd /tmp/out && ${FINGERPRINT}`), before);
        });

        it("fails, so that the volume is not deleted, when none can be taken", async () => {
            const data = await volume("data", "echo kept > f");
            const result = await runScript(scripts.snapshot, {
                ...environment(data),
                TOOLBOX: "docker-storage/no-such-image:0",
            });
            assert.notEqual(result.code, 0);
            assert.equal(await inVolume(data, "cat f"), "kept\n");
        });

        it("refuses while a container still has the volume, and names it", async () => {
            const data = await volume("data", "echo kept > f");
            const id = await container("user", data);
            const result = await runScript(scripts.snapshot, environment(data));
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, new RegExp(`still mounted by containers.*${id.slice(0, 12)}`));
            assert.equal(await volumeExists(named("snapshots")), false);
        });

        for (const policy of ["discard", "retain"]) {
            it(`is not taken when the data is to be ${policy}ed`, async () => {
                const data = await volume("data", "echo kept > f");
                succeeded(await runScript(scripts.snapshot, { ...environment(data), ON_DELETE: policy }), "");
                assert.equal(await volumeExists(named("snapshots")), false);
            });
        }

        it("of a volume with a fixed name is one of what was set aside, which is let go of then", async () => {
            const [data, aside] = [await volume("data"), await volume("aside", "echo set-aside > f")];
            const result = await runScript(scripts.snapshot, { ...environment(data), FIXED: "true", HANDOVER: aside });
            succeeded(result, "");
            assert.equal(await volumeExists(aside), false);
            const content = await inVolume(named("snapshots"), "tar -xO --zstd -f */*/*/*/data.tar.zst ./f");
            assert.equal(content, "set-aside\n");
        });
    });

    describe("seed", () => {
        const base64 = (text: string): string => Buffer.from(text).toString("base64");
        const line = (path: string, content: string): string => `${base64(path)} ${base64(content)}\n`;
        const files = `${line("a b/c.txt", "déjà vu\n")}${line("empty", "")}.\n`;
        const seed = (target: string, input: string, more: Record<string, string> = {}): Promise<Result> =>
            runScript(scripts.seed, { VOLUME: target, ON_REPLACE: "migrate", ...more }, input);

        it("writes its files to an empty volume and lists them", async () => {
            const target = await volume("target");
            succeeded(await seed(target, files), "a b/c.txt\nempty");
            assert.equal(
                await inVolume(target, "find . -type f | sort; cat 'a b/c.txt'"),
                "./a b/c.txt\n./empty\ndéjà vu\n",
            );
        });

        it("never writes over data", async () => {
            const target = await volume("target", "echo mine > empty");
            succeeded(await seed(target, files), "");
            assert.equal(await inVolume(target, "find . -type f; cat empty"), "./empty\nmine\n");
        });

        it("is written once: not again when somebody emptied the volume", async () => {
            const target = await volume("target");
            succeeded(await seed(target, files, { PULUMI_COMMAND_STDOUT: "empty" }), "empty");
            assert.equal(await inVolume(target, "ls -A"), "");
        });

        it("leaves nothing of itself when it is cut off", async () => {
            const target = await volume("target");
            const result = await seed(target, line("first", "1"));
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, /cut off/);
            assert.equal(await inVolume(target, "ls -A"), "");
        });

        it("replaces what a killed try left half done", async () => {
            const target = await volume("target", "touch .docker-storage-incomplete; echo half > first");
            succeeded(await seed(target, files), "a b/c.txt\nempty");
            assert.equal(await inVolume(target, "find . -type f | sort"), "./a b/c.txt\n./empty\n");
        });
    });

    describe("make-folder", () => {
        const folder = temporaryFolder("make-folder");
        const make = (path: string, more: Record<string, string> = {}): Promise<Result> =>
            runScript(scripts.makeFolder, { FOLDER: path, OWNER: "", MODE: "", ...more });

        it("makes a folder and its parents, with owner and mode", async () => {
            const path = join(folder, "a", "b c");
            succeeded(await make(path, { OWNER: "1234:5678", MODE: "0710" }), path);
            const { uid, gid, mode } = statSync(path);
            assert.deepEqual([uid, gid, mode & 0o7777], [1234, 5678, 0o710]);
        });

        it("leaves what is there as it is", async () => {
            const path = join(folder, "there");
            mkdirSync(path, { mode: 0o700 });
            writeFileSync(join(path, "file"), "kept");
            succeeded(await make(path), path);
            assert.equal(readFileSync(join(path, "file"), "utf8"), "kept");
            assert.equal(statSync(path).mode & 0o7777, 0o700);
        });

        it("turns down a symbolic link, a pipe and a device", async () => {
            symlinkSync("/etc", join(folder, "link"));
            execFileSync("mkfifo", [join(folder, "pipe")]);
            for (const path of [join(folder, "link"), join(folder, "pipe"), "/dev/null"]) {
                const result = await make(path, { MODE: "0777" });
                assert.notEqual(result.code, 0, path);
                assert.match(result.stderr, new RegExp(`${path} is a (symbolic link|socket, a pipe or a device)`));
            }
        });
    });

    describe("check-export", () => {
        const asked = { EXPORT: "/e", VERSION: "4.2", LOCKS: "true", OPTIONS: "hard", GIVE_UP_SECONDS: "60" };
        const folder = { TRIAL: "", SUBFOLDER: "", OWNER: "", MODE: "", READ_ONLY: "false" };

        it("fails at once, and says why, when no server answers", async () => {
            const PORT = String(await freePort());
            const result = await runScript(scripts.checkExport, { ...asked, ...folder, SERVER: "127.0.0.1", PORT });
            assert.notEqual(result.code, 0);
            assert.equal(
                result.stderr,
                `no NFS server answers on port ${PORT} of 127.0.0.1, asked from the Docker host: the connection is refused\n`,
            );
        });

        it("gives a server up after 5 s that takes the connection and says nothing", async () => {
            const silent = createServer();
            silent.listen(0, "127.0.0.1");
            await once(silent, "listening");
            const PORT = String((silent.address() as AddressInfo).port);
            try {
                const result = await runScript(scripts.checkExport, { ...asked, ...folder, SERVER: "127.0.0.1", PORT });
                assert.match(result.stderr, /asked from the Docker host: no answer within 5 s\n$/);
            } finally {
                silent.close();
            }
        });
    });
});

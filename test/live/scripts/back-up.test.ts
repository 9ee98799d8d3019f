import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
    backUpScript,
    backupStatusScript,
    prepareSnapshotsScript,
    restoreScript,
} from "../../../components/data/volume-scripts";
import { BackupStatus } from "../../../components/model/backups";
import { snapshotsMount } from "../../../components/model/snapshots";
import { toolboxImage } from "../../../setup/toolbox.mjs";
import { temporaryFolder } from "../../temporary-folder";
import { docker, inVolume } from "../docker-view";
import { OwnVolumes } from "../own-volumes";
import { Result, runScript } from "../run-script";

const FOLDER = "project/stack/data";
const scripts = {
    prepare: prepareSnapshotsScript(),
    backUp: backUpScript(),
    status: backupStatusScript(),
};
const SOCKET = "/var/run/docker.sock";

type Environment = Record<string, string>;

describe("A backup", () => {
    const folder = temporaryFolder("back-up");
    const volumes = new OwnVolumes("back-up");
    const containers = new Set<string>();
    let number = 0;
    let where = "";
    let place: Environment = {};

    beforeEach(() => {
        where = join(folder, String(++number));
        mkdirSync(where);
        place = { SNAPSHOTS: snapshotsMount({ folder: where }) };
    });
    afterEach(async () => {
        for (const name of containers) await docker.getContainer(name).remove({ force: true });
        containers.clear();
        await volumes.remove();
    });

    const backUp = (NAME: string, more: Environment = {}): Promise<Result> =>
        runScript(scripts.backUp, { ...place, NAME, FOLDER, URN: "urn", KEEP: "{}", QUIESCE: "{}", ...more });

    async function backedUp(name: string, more: Environment = {}): Promise<string> {
        const { code, stdout, stderr } = await backUp(name, more);
        assert.equal(code, 0, stderr);
        return stdout;
    }

    async function status(DRILL = "false"): Promise<BackupStatus> {
        const { code, stdout, stderr } = await runScript(scripts.status, { ...place, FOLDER, DRILL });
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout) as BackupStatus;
    }

    const kept = (): string[] => readdirSync(join(where, FOLDER)).filter((name) => name.startsWith("2"));

    /** What the archive of a snapshot has in a file. */
    async function inSnapshot(name: string, file: string): Promise<string> {
        const made = await docker.createContainer({
            Image: toolboxImage,
            Cmd: ["tar", "-xO", "--zstd", "-f", `/place/${FOLDER}/${name}/data.tar.zst`, `./${file}`],
            Tty: true,
            HostConfig: { NetworkMode: "none", Binds: [`${where}:/place:ro`] },
        });
        try {
            await made.start();
            await made.wait();
            return (await made.logs({ stdout: true, stderr: true })).toString().replaceAll("\r", "");
        } finally {
            await made.remove({ force: true });
        }
    }

    /** A running container that writes to a volume; the command runs in it. */
    async function writer(volume: string, command: string, AutoRemove = false): Promise<string> {
        const name = `${volume}-writer`;
        const made = await docker.createContainer({
            name,
            Image: toolboxImage,
            Cmd: ["sh", "-c", `trap 'exit 0' TERM; cd /data; ${command}`],
            HostConfig: {
                NetworkMode: "none",
                AutoRemove,
                Mounts: [{ Type: "volume", Source: volume, Target: "/data" }],
            },
        });
        containers.add(name);
        await made.start();
        return name;
    }

    const idle = "sleep infinity & wait";
    const state = async (name: string): Promise<{ Running: boolean; Paused: boolean; StartedAt: string }> =>
        (await docker.getContainer(name).inspect()).State;

    it("of a volume that is written to all the time holds what nobody touches, to the last byte", async () => {
        const data = await volumes.make("data", "head -c 200000 /dev/urandom > settled; sleep 2");
        const started = await writer(data, "while :; do date +%N >> busy; mv busy busier; mv busier busy; done");
        const before = await inVolume(data, "sha256sum < settled");
        const name = await backedUp(data);
        assert.equal((await state(started)).Running, true);
        const again = volumes.named("again");
        const request = { REQUEST: JSON.stringify({ folder: FOLDER, snapshot: name }), ON_REPLACE: "migrate" };
        await docker.createVolume({ Name: again });
        const restoring = restoreScript();
        const { code, stderr } = await runScript(restoring, { ...place, ...request, NAME: again });
        assert.equal(code, 0, stderr);
        assert.equal(await inVolume(again, "sha256sum < settled"), before);
    });

    it("says what it took", async () => {
        const data = await volumes.make("data", "head -c 1000 /dev/urandom > f; ln f g");
        assert.deepEqual(await status(), {});
        const name = await backedUp(data);
        const { snapshot, dataBytes, fileCount, checksum, takenAt } = await status();
        assert.deepEqual([snapshot, dataBytes, fileCount], [name, 1000, 1]);
        assert.match(checksum ?? "", /^sha256:[0-9a-f]{64}$/);
        assert.ok(Math.abs(Date.parse(takenAt ?? "") - Date.now()) < 60_000, takenAt);
    });

    it("keeps what the rules say, the newest of each period, and removes the others", async () => {
        const times = [
            "20240110T080000Z",
            "20250615T080000Z",
            "20260101T080000Z",
            "20260101T200000Z",
            "20260102T080000Z",
        ];
        for (const time of times) {
            const snapshot = join(where, FOLDER, `${time}-x`);
            const iso = time.replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z");
            mkdirSync(snapshot, { recursive: true });
            writeFileSync(join(snapshot, "manifest.json"), JSON.stringify({ takenAt: iso }));
        }
        const data = await volumes.make("data");
        const first = await backedUp(data);
        assert.equal(kept().length, 6, "without rules all stay");
        const second = await backedUp(data, { KEEP: JSON.stringify({ last: 2, daily: 3, yearly: 2 }) });
        const [, , , evening, next] = times.map((time) => `${time}-x`);
        assert.deepEqual(kept().sort(), [evening, next, first, second, "20250615T080000Z-x"].sort());
        await backedUp(data, { KEEP: JSON.stringify({ last: 1 }) });
        assert.equal(kept().length, 1);
    });

    it("in a restic repository removes what the rules do not keep, and what it kept can be proven", async () => {
        place.SECRETS = JSON.stringify({ RESTIC_REPOSITORY: "/snapshots", RESTIC_PASSWORD: "p" });
        assert.equal((await runScript(scripts.prepare, place)).code, 0);
        const data = await volumes.make("data", "head -c 100000 /dev/urandom > f");
        await backedUp(data);
        await backedUp(data);
        assert.equal(readdirSync(join(where, "snapshots")).length, 4, "one of data and one of the manifest each");
        const name = await backedUp(data, { KEEP: JSON.stringify({ last: 1 }) });
        assert.equal(readdirSync(join(where, "snapshots")).length, 2);
        const { snapshot, drillSucceeded } = await status("true");
        assert.deepEqual([snapshot, drillSucceeded], [name, true]);
    });

    describe("that quiesces", () => {
        it("stops who writes while it reads, and starts them again", async () => {
            const data = await volumes.make("data");
            const lastWords = "trap 'echo stopped > last; exit 0' TERM; rm -f last; sleep infinity & wait";
            const name = await writer(data, lastWords);
            const before = await state(name);
            const snapshot = await backedUp(data, { SOCKET, QUIESCE: '{"mode":"stop"}' });
            const after = await state(name);
            assert.ok(after.Running);
            assert.notEqual(after.StartedAt, before.StartedAt);
            assert.equal(await inSnapshot(snapshot, "last"), "stopped\n");
        });

        it("pauses who writes while it reads: what is written before something else is in the snapshot before it", async () => {
            const data = await volumes.make("data", "head -c 30000000 /dev/urandom > between; echo 1 | tee a > z");
            const name = await writer(
                data,
                "i=0; while :; do i=$((i+1)); for f in a z; do echo $i > .new; mv .new $f; done; done",
            );
            const before = await state(name);
            const snapshot = await backedUp(data, { SOCKET, QUIESCE: '{"mode":"pause"}' });
            const after = await state(name);
            assert.deepEqual([after.Running, after.Paused, after.StartedAt], [true, false, before.StartedAt]);
            const [a, z] = [Number(await inSnapshot(snapshot, "a")), Number(await inSnapshot(snapshot, "z"))];
            assert.ok(a > 0 && (a === z || a === z + 1), `${a} ${z}`);
        });

        it("runs commands in a container before it reads and afterwards", async () => {
            const data = await volumes.make("data");
            const container = await writer(data, idle);
            const before = ["sh", "-c", "echo quiet > /data/quiet"];
            const after = ["rm", "/data/quiet"];
            const QUIESCE = JSON.stringify({ mode: "command", container, before, after });
            const snapshot = await backedUp(data, { SOCKET, QUIESCE });
            assert.equal(await inSnapshot(snapshot, "quiet"), "quiet\n");
            assert.equal(await inVolume(data, "ls -A"), "");
        });

        it("takes no snapshot when the command fails, says what it said, and runs the other one all the same", async () => {
            const data = await volumes.make("data", "touch quiet");
            const container = await writer(data, idle);
            const before = ["sh", "-c", "echo cannot be quiet; exit 3"];
            const QUIESCE = JSON.stringify({ mode: "command", container, before, after: ["rm", "/data/quiet"] });
            const { code, stderr } = await backUp(data, { SOCKET, QUIESCE });
            assert.equal(code, 1);
            assert.match(stderr, /sh in container \S+ ended with 3: cannot be quiet/);
            assert.equal(await inVolume(data, "ls -A"), "");
            assert.deepEqual(await status(), {});
        });

        it("starts the containers again when no snapshot can be taken", async () => {
            const data = await volumes.make("data");
            const name = await writer(data, idle);
            const before = await state(name);
            writeFileSync(join(where, "project"), "in the way");
            const { code, stderr } = await backUp(data, { SOCKET, QUIESCE: '{"mode":"stop"}' });
            assert.equal(code, 1);
            assert.match(stderr, /Not a directory|File exists/);
            const after = await state(name);
            assert.equal(after.Running, true);
            assert.notEqual(after.StartedAt, before.StartedAt);
        });

        it("does not stop a container that would be gone then", async () => {
            const data = await volumes.make("data");
            const name = await writer(data, idle, true);
            const { code, stderr } = await backUp(data, { SOCKET, QUIESCE: '{"mode":"stop"}' });
            assert.equal(code, 1);
            assert.match(stderr, /would be gone once it is stopped \(--rm\): quiesce with pause/);
            assert.equal((await state(name)).Running, true);
        });
    });

    describe("whose newest snapshot is restored for a drill", () => {
        it("is proven good, once for each snapshot", async () => {
            const data = await volumes.make("data", "head -c 100000 /dev/urandom > f");
            await backedUp(data);
            const first = await status("true");
            assert.equal(first.drillSucceeded, true);
            assert.deepEqual(await status("true"), first);
            await backedUp(data);
            const second = await status("true");
            assert.ok((second.lastProvenAt ?? "") > (first.lastProvenAt ?? ""), JSON.stringify([first, second]));
        });

        it("is found to be damaged, and was last proven good when it was", async () => {
            const data = await volumes.make("data", "head -c 100000 /dev/urandom > f");
            const first = await backedUp(data);
            const { lastProvenAt } = await status("true");
            await inVolume(data, "head -c 100000 /dev/urandom > f");
            const second = await backedUp(data);
            const [one, other] = [first, second].map((name) => join(where, FOLDER, name, "data.tar.zst"));
            cpSync(one, other);
            const drilled = await status("true");
            assert.deepEqual([drilled.drillSucceeded, drilled.lastProvenAt], [false, lastProvenAt]);
            assert.match(drilled.problem ?? "", /does not hold what its manifest says/);
        });

        it("leaves nothing behind but what came of it", async () => {
            await backedUp(await volumes.make("data", "echo 1 > f"));
            await status("true");
            assert.deepEqual(readdirSync(where), ["project"]);
            assert.deepEqual(readdirSync(join(where, FOLDER)).length, 2, "the snapshot, and what came of the drill");
        });
    });

    it("comes when cron would have it come", async () => {
        const cases: [schedule: string, after: string, next: string][] = [
            ["* * * * *", "2026-11-22T10:20:30", "2026-11-22T10:21:00"],
            ["30 3 * * *", "2026-11-22T03:30:00", "2026-11-23T03:30:00"],
            ["*/15 8-9 * * *", "2026-11-22T09:45:00", "2026-11-23T08:00:00"],
            ["0 0 29 2 *", "2026-11-22T00:00:00", "2028-02-29T00:00:00"],
            ["0 12 * * 1-5", "2026-11-20T13:00:00", "2026-11-23T12:00:00"],
            ["0 12 * * 7", "2026-11-20T13:00:00", "2026-11-22T12:00:00"],
            ["0 0 1 * 1", "2026-11-22T00:00:00", "2026-11-23T00:00:00"],
            ["5,10 0 1,15 1,7 *", "2026-01-15T00:05:00", "2026-01-15T00:10:00"],
            ["10/20 0 * * *", "2026-01-15T00:30:00", "2026-01-15T00:50:00"],
        ];
        const program = `
            import json, sys
            sys.path.insert(0, "/opt/volume-tools")
            from cron import next_time
            from snapshots import as_time
            print(json.dumps([next_time(schedule, as_time(after)).isoformat()[:19] for schedule, after in json.loads(sys.argv[1])]))`;
        const next = cases.map(([, , expected]) => expected);
        assert.deepEqual(
            await inToolbox(
                program,
                cases.map((one) => one.slice(0, 2)),
            ),
            next,
        );
    });

    it("goes on knowing whom it paused until they go on, are gone, or somebody else has let them go on", async () => {
        const program = `
            import json, sys
            sys.path.insert(0, "/opt/volume-tools")
            import docker_api, quiesce
            from failure import Failure
            done = []
            def act(container, action):
                if container == "broken" and len(done) < 1:
                    done.append(f"{container} fails")
                    raise Failure("it does not")
                done.append(f"{container} {action}")
            def inspect(container):
                if container == "gone":
                    raise docker_api.NotFound("gone")
                return {"State": {"Paused": container != "resumed"}}
            docker_api.act, docker_api.inspect = act, inspect
            quiesce._remember([[container, "unpause", None] for container in json.loads(sys.argv[1])])
            for _ in range(3):
                try:
                    quiesce.undo()
                except Failure as failure:
                    done.append(str(failure))
            print(json.dumps(done))`;
        assert.deepEqual(await inToolbox(program, ["paused", "gone", "resumed", "broken"]), [
            "broken fails",
            "paused unpause",
            "containers were not all brought back to work: it does not",
            "broken unpause",
        ]);
    });
});

/** Runs a Python program, which prints JSON, beside those of the toolbox. */
async function inToolbox(program: string, given: unknown): Promise<unknown> {
    const { code, stdout, stderr } = await runScript(
        'docker run --rm --network none "$TOOLBOX" python3 -c "$PROGRAM" "$GIVEN"',
        { PROGRAM: program.replace(/^ {12}/gm, "").trim(), GIVEN: JSON.stringify(given) },
    );
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
}

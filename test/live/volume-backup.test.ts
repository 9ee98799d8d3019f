import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { containerExists, docker, inVolume, volumeExists } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { KeptAnswers } from "./kept-answers";
import { runScript } from "./run-script";
import { StackCopy } from "./stack-copy";

const PASSWORD = "a password that must be nowhere";

interface Outputs {
    volume: string;
    container: string;
    snapshot?: string;
    fileCount?: number;
    dataBytes?: number;
    takenAt?: string;
    checksum?: string;
    lastProvenAt?: string;
    drillSucceeded?: boolean;
    scheduler?: string;
}

/** Resolves when a container has said something for the nth time since it started. */
async function said(container: string, words: string, times: number): Promise<string> {
    const stream = await docker.getContainer(container).logs({ follow: true, stdout: true, stderr: true });
    let text = "";
    for await (const chunk of stream) {
        text += String(chunk);
        if (text.split(words).length > times) break;
    }
    return text;
}

describeWithEachEngine("A backup of a volume", (command) => {
    const folder = temporaryFolder("volume-backup");
    const place = join(folder, "place");
    let stack: StackCopy;
    let last: Outputs;
    const schedule = { everySeconds: 1, drillEverySeconds: 1, keep: { last: 2 }, quiesce: { mode: "pause" } };

    const snapshots = (): string[] => {
        const below = join(place, stack.name, stack.stack, "data");
        return readdirSync(below).filter((name) => name.startsWith("2"));
    };

    async function up(config: Record<string, unknown>): Promise<Outputs> {
        stack.setConfig(config);
        await stack.up();
        return (await stack.outputs()) as unknown as Outputs;
    }

    before(async () => {
        mkdirSync(place);
        stack = new StackCopy(command, folder, "test/live/programs/backup");
        await stack.init();
        stack.setConfig({ "docker-storage:snapshots": { folder: place } });
    });
    after(async () => {
        await stack.destroy();
        if (await volumeExists(stack.snapshotsVolume)) await docker.getVolume(stack.snapshotsVolume).remove();
    });

    it("is taken on demand, and its outputs tell of it", async () => {
        last = await up({});
        assert.equal(last.snapshot, undefined);
        await inVolume(last.volume, "head -c 5000 /dev/urandom > f");
        last = await up({ backup: { requestedAt: "now" } });
        assert.deepEqual(snapshots(), [last.snapshot]);
        assert.deepEqual([last.fileCount, last.dataBytes, last.drillSucceeded], [2, 5002, undefined]);
        assert.match(last.checksum ?? "", /^sha256:/);
    });

    it("is taken before a change, of the data as it was then, and proven", async () => {
        last = await up({ version: "2", backup: { triggers: ["2"], requestedAt: "now", drill: true } });
        assert.deepEqual(snapshots().sort().slice(-1), [last.snapshot]);
        assert.equal(await inVolume(last.volume, "cat version"), "2\n");
        const archive = join(place, stack.name, stack.stack, "data", last.snapshot ?? "", "data.tar.zst");
        const unpack = 'docker run --rm --interactive --network none "$TOOLBOX" tar -xO --zstd ./version < "$ARCHIVE"';
        assert.equal((await runScript(unpack, { ARCHIVE: archive })).stdout, "1\n");
        assert.equal(last.drillSucceeded, true);
        assert.ok((last.lastProvenAt ?? "") > (last.takenAt ?? ""));
    });

    it("is not taken when nothing it depends on has changed", async () => {
        const earlier = snapshots();
        await stack.up("--expect-no-changes");
        assert.deepEqual(snapshots(), earlier);
    });

    it("is taken on a schedule by a container, which removes old ones and holds drills", async () => {
        last = await up({ backup: schedule });
        assert.ok(last.scheduler);
        const text = await said(last.scheduler, "took and verified snapshot", 4);
        assert.match(text, /removed \d+ old snapshots/);
        assert.match(text, /proved that snapshot .* can be restored/);
        await docker.getContainer(last.scheduler).stop();
        assert.ok(snapshots().length <= 3, snapshots().join());
        const { State } = await docker.getContainer(last.container).inspect();
        assert.deepEqual([State.Running, State.Paused], [true, false]);
        assert.deepEqual(
            readdirSync(place).filter((name) => name.startsWith(".")),
            [],
            "what it was stopped at was removed",
        );
    });

    it("goes on after a failure, and shows it in the container's health", async () => {
        const { scheduler = "" } = last;
        await docker.getContainer(scheduler).start();
        await inVolume(last.volume, "touch .docker-storage-incomplete");
        // It says what went wrong, and then shows it: certainly by the second time.
        const taken = (await said(scheduler, "holds an unfinished copy", 2)).split("took and verified").length;
        const failed = 'docker exec "$SCHEDULER" test -e /run/volume-tools-failed';
        assert.equal((await runScript(failed, { SCHEDULER: scheduler })).code, 0);
        await inVolume(last.volume, "rm .docker-storage-incomplete");
        await said(scheduler, "took and verified snapshot", taken + 1);
        const health = (await docker.getContainer(scheduler).inspect()).Config.Healthcheck;
        assert.deepEqual(health?.Test, ["CMD", "test", "!", "-e", "/run/volume-tools-failed"]);
    });

    it("lets a container go on that was paused when the scheduler was killed", async () => {
        const daemon = new KeptAnswers(join(folder, "docker.sock"));
        await daemon.start();
        try {
            const paused = daemon.answered(/^POST \S+\/pause/, true);
            last = await up({ backup: { ...schedule, dockerSocket: daemon.socket } });
            await paused;
            const { scheduler = "", container } = last;
            await docker.getContainer(scheduler).kill();
            assert.equal((await docker.getContainer(container).inspect()).State.Paused, true);
            const goesOn = daemon.answered(/^POST \S+\/unpause/);
            await docker.getContainer(scheduler).start();
            await goesOn;
            await docker.getContainer(scheduler).stop();
            assert.equal((await docker.getContainer(container).inspect()).State.Paused, false);
        } finally {
            daemon.stop();
        }
    });

    it("to a restic repository shows its password nowhere", async () => {
        const repository = join(folder, "repository");
        mkdirSync(repository);
        stack.setConfig({ "docker-storage:snapshots": { restic: { repository } } });
        await stack.setSecret("docker-storage:snapshots.restic.password", PASSWORD);
        last = await up({ backup: { requestedAt: "then", everySeconds: 3600, drill: true } });
        const { scheduler = "" } = last;
        assert.equal(last.drillSucceeded, true);
        const inspected = JSON.stringify(await docker.getContainer(scheduler).inspect());
        const exported = await stack.run("stack", "export", "--stack", stack.stack);
        const logs = await docker.getContainer(scheduler).logs({ stdout: true, stderr: true });
        for (const text of [inspected, exported, readFileSync(stack.stateFile, "utf8"), logs.toString()]) {
            assert.ok(!text.includes(PASSWORD));
        }
        assert.equal(JSON.stringify(last).includes("[secret]"), false);
    });

    it("leaves only the snapshots when the stack is destroyed", async () => {
        const { Mounts } = await docker.getContainer(last.scheduler ?? "").inspect();
        const scratch = Mounts.find(({ Destination }) => Destination === "/scratch")?.Name ?? "";
        assert.equal(await volumeExists(scratch), true);
        await stack.destroy();
        for (const name of [last.container, last.scheduler ?? ""]) assert.equal(await containerExists(name), false);
        assert.equal(await volumeExists(last.volume), false);
        assert.equal(await volumeExists(scratch), false);
        assert.notDeepEqual(snapshots(), []);
    });
});

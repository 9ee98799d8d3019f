import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { snapshotsMount } from "../../components/model/snapshots";
import { temporaryFolder } from "../temporary-folder";
import { docker, inVolume, volumeExists } from "./docker-view";
import { LeasedFile } from "./leased-file";
import { OwnVolumes } from "./own-volumes";
import { FOLDER, madePlace, prepare, refused, resticIn, restore, restored, take, taken } from "./snapshot-scripts";

const volumes = new OwnVolumes("snapshot-places");

describe("Snapshots", () => {
    const folder = temporaryFolder("snapshot-places");
    afterEach(() => volumes.remove());

    it("are kept in a volume that says what it is for", async () => {
        const data = await volumes.make("data", "echo 1 > f");
        const volume = volumes.named("kept");
        await taken(data, { SNAPSHOTS: snapshotsMount({ volume }) });
        assert.deepEqual((await docker.getVolume(volume).inspect()).Labels, {
            "io.docker-storage.managed": "snapshots",
        });
    });

    it("go to no folder that is not there, on a disk that is not mounted, say", async () => {
        const data = await volumes.make("data", "echo 1 > f");
        const missing = { SNAPSHOTS: snapshotsMount({ folder: join(folder, "missing") }) };
        refused(await prepare(missing), /bind source path does not exist[^]*has to be there on the Docker host/);
        refused(await take(data, missing), /bind source path does not exist/);
        assert.deepEqual(readdirSync(folder), []);
        assert.equal(await inVolume(data, "cat f"), "1\n");
    });

    it("go to a folder with a comma and a quote in its name", async () => {
        const odd = join(folder, 'a, "b"');
        mkdirSync(odd);
        const data = await volumes.make("data", "echo 1 > f");
        const name = await taken(data, { SNAPSHOTS: snapshotsMount({ folder: odd }) });
        assert.deepEqual(readdirSync(join(odd, FOLDER)), [name]);
    });

    it("that are archives are refused when one lies in the place of another", async () => {
        const { folder: where, place } = madePlace(join(folder, "swapped"), "archives");
        const data = await volumes.make("data", "echo one > f");
        const names = [await taken(data, place)];
        await inVolume(data, "echo two > f");
        names.push(await taken(data, place));
        const [first, second] = names.map((name) => join(where, FOLDER, name, "data.tar.zst"));
        cpSync(second, first);
        const to = await volumes.make("to");
        refused(await restore(to, place, { snapshot: names[0] }), /does not hold what its manifest says/);
        assert.equal(await inVolume(to, "ls -A"), "");
        assert.equal((await restored(to, place, { snapshot: names[1] })).snapshot, names[1]);
    });

    it("that a killed container left unfinished are removed by the next one, but not those that somebody works on, on another host, perhaps", async () => {
        const { folder: where, place } = madePlace(join(folder, "abandoned"), "archives");
        const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
        const [abandoned, busy] = [`.unfinished.${boot}.abandoned`, `.unfinished.${boot}.busy`];
        const [others, othersAbandoned] = [".unfinished.another-host.busy", ".unfinished.another-host.abandoned"];
        for (const name of [abandoned, busy, others, othersAbandoned]) {
            mkdirSync(join(where, name));
            writeFileSync(join(where, name, "data.tar.zst"), "half");
        }
        const days = 24 * 3600;
        for (const path of [join(othersAbandoned, "data.tar.zst"), othersAbandoned])
            utimesSync(join(where, path), Date.now() / 1000 - 3 * days, Date.now() / 1000 - 3 * days);
        const worker = spawn("flock", [join(where, busy), "sh", "-c", "echo locked; cat"]);
        await once(worker.stdout, "data");
        try {
            await taken(await volumes.make("data", "echo 1 > f"), place);
            assert.deepEqual(readdirSync(where).sort(), [busy, others, "project"].sort());
        } finally {
            worker.stdin.end();
            await once(worker, "close");
        }
    });

    it("never show a password in a list of processes or in what Docker tells of a container", async () => {
        const { place } = madePlace(join(folder, "listed"), "restic");
        const data = await volumes.make("data", "echo 1 > f");
        const shown: string[] = [];
        const look = async (): Promise<void> => {
            shown.push(execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }));
            const filters = { label: ["io.docker-storage.managed=scratch"], volume: [data] };
            for (const { Id } of await docker.listContainers({ filters })) {
                const inspection = docker.getContainer(Id).inspect();
                // It may be gone by now.
                shown.push(JSON.stringify(await inspection.catch(() => "")));
            }
        };
        const progress = { isOver: false };
        const file = await LeasedFile.lease(data, "f");
        const backup = (async () => [await prepare(place), await take(data, place)])();
        const ended = backup.finally(() => (progress.isOver = true));
        // Once while it certainly is at work, as it waits for the file; and as often as it goes otherwise.
        const waiting = Promise.race([file.wanted().then(look), ended]).finally(() => file.release());
        while (!progress.isOver) await look();
        await waiting;
        for (const { code, stderr } of await backup) assert.equal(code, 0, stderr);
        const all = shown.join("\n");
        assert.match(all, /volume-tools take-snapshot/);
        assert.match(all, /restic .*backup/);
        assert.match(all, /"Entrypoint":\["volume-tools"\]/);
        assert.doesNotMatch(all, /the password/);
    });

    it("cannot be read with a wrong password, and the password is in nothing that is printed", async () => {
        const repository = join(folder, "locked");
        mkdirSync(repository);
        const right = await prepare(resticIn(repository, "right-secret"));
        assert.equal(right.code, 0, right.stderr);
        const wrong = await prepare(resticIn(repository, "wrong-secret"));
        refused(wrong, /wrong password or no key found/);
        assert.doesNotMatch(JSON.stringify([right, wrong]), /(right|wrong)-secret/);
    });

    it("in a restic repository are encrypted: nothing of the data is in its files", async () => {
        const { folder: repository, place } = madePlace(join(folder, "encrypted"), "restic");
        assert.equal((await prepare(place)).code, 0);
        await taken(await volumes.make("data", "echo plaintext-marker > name-marker"), place);
        assert.throws(() => execFileSync("grep", ["-r", "-e", "plaintext-marker", "-e", "name-marker", repository]));
    });

    it("are made in no volume by mistake", async () => {
        const missing = volumes.named("missing");
        refused(await restore(missing, { SNAPSHOTS: snapshotsMount({ folder }) }), /there is no volume/);
        assert.equal(await volumeExists(missing), false);
    });
});

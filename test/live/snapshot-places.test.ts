import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { script } from "../../components/data/scripts";
import { Restoration, restorationFrom, snapshotsMount } from "../../components/model/snapshots";
import { temporaryFolder } from "../temporary-folder";
import { docker, inVolume, volumeExists } from "./docker-view";
import { FINGERPRINT, MIXED } from "./mixed-content";
import { OwnVolumes } from "./own-volumes";
import { Result, runScript } from "./run-script";
import { SmallDisk } from "./small-disk";

const FOLDER = "project/stack/data";
const scripts = {
    prepare: script("volumes", "snapshots", "prepare-snapshots"),
    snapshot: script("volumes", "aside", "snapshots", "snapshot"),
    restore: script("volumes", "snapshots", "restore"),
};

type Environment = Record<string, string>;

/** What restic needs in a folder that is mounted as the place of snapshots. */
function resticIn(folder: string, password = "the password"): Environment {
    const secrets = { RESTIC_REPOSITORY: "/snapshots", RESTIC_PASSWORD: password };
    return { SNAPSHOTS: snapshotsMount({ folder }), SECRETS: JSON.stringify(secrets) };
}

const volumes = new OwnVolumes("snapshot-places");

function prepare(place: Environment): Promise<Result> {
    return runScript(scripts.prepare, place);
}

function take(data: string, place: Environment): Promise<Result> {
    return runScript(scripts.snapshot, {
        ...place,
        PULUMI_COMMAND_STDOUT: data,
        NAME: data,
        ON_DELETE: "snapshot",
        FIXED: "false",
        HANDOVER: "none",
        FOLDER,
        URN: "the urn",
    });
}

/** Resolves to the snapshot's name. */
async function taken(data: string, place: Environment): Promise<string> {
    const result = await take(data, place);
    assert.equal(result.code, 0, result.stderr);
    const told = /took and verified snapshot project\/stack\/data\/(\S+) of volume/.exec(result.stderr);
    assert.ok(told, result.stderr);
    return told[1];
}

function restore(to: string, place: Environment, request: Environment = {}, more: Environment = {}): Promise<Result> {
    const REQUEST = JSON.stringify({ folder: FOLDER, ...request });
    return runScript(scripts.restore, { ...place, VOLUME: to, ON_REPLACE: "migrate", REQUEST, ...more });
}

async function restored(to: string, place: Environment, request: Environment = {}): Promise<Restoration> {
    const result = await restore(to, place, request);
    assert.equal(result.code, 0, result.stderr);
    return restorationFrom(result.stdout);
}

function refused(result: Result, message: RegExp): void {
    assert.notEqual(result.code, 0, result.stdout);
    assert.match(result.stderr, message);
}

/** Inverts a byte in the middle of the largest file of a folder. */
function damageIn(folder: string): void {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .map((file) => join(folder, file))
        .filter((file) => statSync(file).isFile())
        .sort((one, other) => statSync(other).size - statSync(one).size);
    const content = readFileSync(files[0]);
    content[content.length >> 1] ^= 0xff;
    execFileSync("chmod", ["u+w", files[0]]);
    writeFileSync(files[0], content);
}

function madePlace(folder: string, kind: string): { folder: string; place: Environment } {
    mkdirSync(folder);
    return { folder, place: kind === "restic" ? resticIn(folder) : { SNAPSHOTS: snapshotsMount({ folder }) } };
}

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

    it("that a killed container left unfinished are removed by the next one, but not those that somebody works on", async () => {
        const { folder: where, place } = madePlace(join(folder, "abandoned"), "archives");
        for (const name of [".unfinished.abandoned", ".unfinished.busy"]) {
            mkdirSync(join(where, name));
            writeFileSync(join(where, name, "data.tar.zst"), "half");
        }
        const worker = spawn("flock", [join(where, ".unfinished.busy"), "sh", "-c", "echo locked; cat"]);
        await once(worker.stdout, "data");
        try {
            await taken(await volumes.make("data", "echo 1 > f"), place);
            assert.deepEqual(readdirSync(where).sort(), [".unfinished.busy", "project"]);
        } finally {
            worker.stdin.end();
            await once(worker, "close");
        }
    });

    it("never show a password in a list of processes or in what Docker tells of a container", async () => {
        const { place } = madePlace(join(folder, "listed"), "restic");
        const data = await volumes.make("data", "echo 1 > f");
        const shown: string[] = [];
        const look = async (): Promise<boolean> => {
            shown.push(execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }));
            const filters = { label: ["io.docker-storage.managed=scratch"], volume: [data] };
            for (const { Id } of await docker.listContainers({ filters })) {
                const inspection = docker.getContainer(Id).inspect();
                // It may be gone by now.
                shown.push(JSON.stringify(await inspection.catch(() => "")));
            }
            return false;
        };
        const backup = (async () => [await prepare(place), await take(data, place)])();
        const ended = backup.then(() => true);
        while (!(await Promise.race([ended, look()])));
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

    for (const kind of ["archives", "restic"]) {
        describe(`as ${kind}`, () => {
            let number = 0;
            const fresh = (): { folder: string; place: Environment } =>
                madePlace(join(folder, `${kind}-${++number}`), kind);

            async function ready(): Promise<{ folder: string; place: Environment }> {
                const made = fresh();
                const result = await prepare(made.place);
                assert.equal(result.code, 0, result.stderr);
                return made;
            }

            it("bring content and metadata back to the last byte", async () => {
                const { place } = await ready();
                const data = await volumes.make("data", MIXED);
                const before = await inVolume(data, FINGERPRINT);
                const name = await taken(data, place);
                const to = await volumes.make("to");
                const statement = await restored(to, place);
                assert.deepEqual([statement.snapshot, statement.volume], [name, data]);
                assert.equal(await inVolume(to, FINGERPRINT), before);
                assert.equal(
                    await inVolume(to, "getfacl -cnp . ; stat -c '%a %u' ."),
                    await inVolume(data, "getfacl -cnp . ; stat -c '%a %u' ."),
                );
            });

            it("leave sockets out", async () => {
                const { place } = await ready();
                const socket = `python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("s[1]*")'; echo 1 > s1x`;
                await taken(await volumes.make("data", socket), place);
                const to = await volumes.make("to");
                await restored(to, place);
                assert.equal(await inVolume(to, "ls -A"), "s1x\n");
            });

            it("are found by name, by time and as the newest", async () => {
                const { place } = await ready();
                const data = await volumes.make("data", "echo first > f");
                const first = await taken(data, place);
                const between = new Date().toISOString();
                await inVolume(data, "echo second > f");
                const second = await taken(data, place);
                const cases: [Environment, string, string][] = [
                    [{}, second, "second\n"],
                    [{ snapshot: "latest" }, second, "second\n"],
                    [{ snapshot: first }, first, "first\n"],
                    [{ at: between }, first, "first\n"],
                ];
                for (const [index, [request, name, content]] of cases.entries()) {
                    const to = await volumes.make(`to-${index}`);
                    assert.equal((await restored(to, place, request)).snapshot, name, JSON.stringify(request));
                    assert.equal(await inVolume(to, "cat f"), content);
                }
                const to = await volumes.make("to");
                refused(await restore(to, place, { at: "2001-01-01T00:00:00Z" }), /no snapshot .* was taken by 2001/);
                refused(
                    await restore(to, place, { snapshot: "20010101T000000Z-x" }),
                    new RegExp(`newest of 2: ${second}`),
                );
                refused(await restore(to, place, { folder: "a/b/c" }), /there are no snapshots of a\/b\/c/);
                assert.equal(await inVolume(to, "ls -A"), "");
            });

            it("are never restored over data", async () => {
                const { place } = await ready();
                await taken(await volumes.make("data", "echo 1 > f"), place);
                const to = await volumes.make("to", "echo mine > f");
                refused(await restore(to, place), /holds data, and a snapshot is restored to an empty volume only/);
                assert.equal(await inVolume(to, "ls -A; cat f"), "f\nmine\n");
            });

            it("are not restored again at the same request, nor over what was written since", async () => {
                const { place } = await ready();
                await taken(await volumes.make("data", "echo 1 > f"), place);
                const to = await volumes.make("to");
                const { stdout } = await restore(to, place);
                await inVolume(to, "echo more >> f");
                const again = await restore(to, place, {}, { PULUMI_COMMAND_STDOUT: stdout, ON_REPLACE: "discard" });
                assert.deepEqual({ code: again.code, stdout: again.stdout }, { code: 0, stdout }, again.stderr);
                refused(
                    await restore(to, place, { snapshot: "latest" }, { PULUMI_COMMAND_STDOUT: stdout }),
                    /holds data/,
                );
                assert.equal(await inVolume(to, "cat f"), "1\nmore\n");
            });

            it("are restored anew after a try that was killed, and taken for restored if nobody heard of it", async () => {
                const { place } = await ready();
                await taken(await volumes.make("data", "echo 1 > f"), place);
                const half = "mkdir -p .docker-storage-incomplete; touch .docker-storage-incomplete/restoring half";
                const to = await volumes.make("to", half);
                const first = await restored(to, place);
                assert.equal(await inVolume(to, "ls -A; cat f"), "f\n1\n");
                assert.equal((await restored(to, place)).checksum, first.checksum);
            });

            it("that are damaged are refused, and the volume stays empty", async () => {
                const { folder: where, place } = await ready();
                await taken(await volumes.make("data", "head -c 3000000 /dev/urandom > f"), place);
                const copy = join(folder, `${kind}-whole`);
                cpSync(where, copy, { recursive: true });
                damageIn(where);
                const to = await volumes.make("to");
                refused(await restore(to, place), /cannot be unpacked|does not hold what its manifest says/);
                assert.equal(await inVolume(to, "ls -A"), "");
                const whole = { ...place, SNAPSHOTS: snapshotsMount({ folder: copy }) };
                assert.equal((await restored(to, whole)).fileCount, 1);
            });

            it("that cannot be written stop the delete, with the data whole, and nobody finds a part of one", async function () {
                const where = join(folder, `${kind}-small`);
                const disk = SmallDisk.mount(where, 2048);
                // Mounting takes root, and a kernel that allows it.
                if (disk === undefined) return this.skip();
                try {
                    const place =
                        kind === "restic" ? resticIn(where) : { SNAPSHOTS: snapshotsMount({ folder: where }) };
                    assert.equal((await prepare(place)).code, 0);
                    const data = await volumes.make("data", "head -c 3000000 /dev/urandom > f");
                    const before = await inVolume(data, FINGERPRINT);
                    refused(await take(data, place), /no space left on device/i);
                    assert.equal(await inVolume(data, FINGERPRINT), before);
                    refused(await restore(await volumes.make("to"), place), /there are no snapshots of/);

                    execFileSync("mount", ["-o", "remount,ro", where]);
                    refused(await take(data, place), /read-only file system/i);
                    assert.equal(await inVolume(data, FINGERPRINT), before);
                } finally {
                    disk.unmount();
                }
            });

            it("of a volume with part of a restore in it are not taken, as it has nothing of its own", async () => {
                const { place } = await ready();
                const half = "mkdir -p .docker-storage-incomplete; touch .docker-storage-incomplete/restoring half";
                const result = await take(await volumes.make("data", half), place);
                assert.equal(result.code, 0, result.stderr);
                assert.match(result.stderr, /holds part of a snapshot and nothing else: none is taken/);
            });
        });
    }

    it("are made in no volume by mistake", async () => {
        const missing = volumes.named("missing");
        refused(await restore(missing, { SNAPSHOTS: snapshotsMount({ folder }) }), /there is no volume/);
        assert.equal(await volumeExists(missing), false);
    });
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { snapshotsMount } from "../../components/model/snapshots";
import { temporaryFolder } from "../temporary-folder";
import { inVolume } from "./docker-view";
import { FINGERPRINT, MIXED } from "./mixed-content";
import { OwnVolumes } from "./own-volumes";
import { SmallDisk } from "./small-disk";
import { Environment, madePlace, prepare, refused, resticIn, restore, restored, take, taken } from "./snapshot-scripts";

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

/** What is the same of snapshots whatever they are kept as. */
export function describeSnapshotsAs(kind: "archives" | "restic"): void {
    describe(`Snapshots as ${kind}`, () => {
        const volumes = new OwnVolumes(`snapshots-as-${kind}`);
        const folder = temporaryFolder(`snapshots-as-${kind}`);
        afterEach(() => volumes.remove());

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
            refused(await restore(to, place, { snapshot: "20010101T000000Z-x" }), new RegExp(`newest of 2: ${second}`));
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
            refused(await restore(to, place, { snapshot: "latest" }, { PULUMI_COMMAND_STDOUT: stdout }), /holds data/);
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
                const place = kind === "restic" ? resticIn(where) : { SNAPSHOTS: snapshotsMount({ folder: where }) };
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

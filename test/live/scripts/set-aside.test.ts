import assert from "node:assert/strict";
import { bringBackScript, setAsideScript } from "../../../components/data/volume-scripts";
import { temporaryFolder } from "../../temporary-folder";
import { checksums, docker, inVolume, volumeExists } from "../docker-view";
import { despiteFailures } from "../faulty-socket";
import { FINGERPRINT, MIXED } from "../mixed-content";
import { OwnContainers } from "../own-containers";
import { OwnVolumes } from "../own-volumes";
import { asideOf, removeAside } from "../set-aside";
import { handedOver, handOver } from "./handed-over";
import { Result, runScript, succeeded } from "../run-script";

const volumes = new OwnVolumes("set-aside");
const containers = new OwnContainers(volumes);
const named = (name: string): string => volumes.named(name);

const declared = "local\nlabel io.docker-storage.managed=test";
const policies = { ON_REPLACE: "migrate", ON_DELETE: "snapshot", DECLARED: declared };
const Labels = { "io.docker-storage.managed": "test" };
const inFolder = (device: string): string =>
    declared.replace("local", `local\noption device=${device}\noption o=bind\noption type=none`);
const setAside = (name: string, more: NodeJS.ProcessEnv = {}): Promise<Result> =>
    runScript(setAsideScript(), { ...policies, NAME: name, ...more });
const bringBack = (name: string, more: NodeJS.ProcessEnv = {}): Promise<Result> =>
    runScript(bringBackScript(), { ...policies, NAME: name, HELD: `${name}\nfixed`, ...more });

/** Asserts that a script failed, with this reason, and that it tells where the data is. */
function failed({ code, stderr }: Result, reason: RegExp, name: string): void {
    assert.notEqual(code, 0);
    assert.match(stderr, reason);
    assert.match(stderr, new RegExp(`volume ${name}, or docker-storage/aside/${name} .* still holds the data`));
}

describe("A volume with a fixed name that is removed and made anew", () => {
    const fixed = named("fixed");
    beforeEach(() => void named("fixed"));
    afterEach(async () => {
        await containers.remove();
        await volumes.remove();
        await removeAside(fixed);
    });

    it("has all of its data again, which nobody copied, and nothing of it is left aside", async () => {
        await volumes.make("fixed", MIXED);
        const [before, inode] = [await inVolume(fixed, FINGERPRINT), await inVolume(fixed, "stat -c %i .")];
        succeeded(await setAside(fixed), "");
        assert.equal(await volumeExists(fixed), false);
        assert.notEqual(await asideOf(fixed), undefined);
        await volumes.make("fixed");
        const migration = handedOver(await bringBack(fixed), fixed);
        assert.equal(migration.checksum, undefined);
        assert.equal(await inVolume(fixed, FINGERPRINT), before);
        assert.equal(await inVolume(fixed, "stat -c %i ."), inode);
        assert.equal(await asideOf(fixed), undefined);
    });

    it("has all of its data again each time when that lies in a folder of the host", async () => {
        const DriverOpts = { type: "none", o: "bind", device: temporaryFolder("set-aside") };
        const DECLARED = inFolder(DriverOpts.device);
        await docker.createVolume({ Name: fixed, DriverOpts, Labels });
        for (const written of ["first", "second"]) {
            await inVolume(fixed, `echo ${written} > last; touch ${written}`);
            succeeded(await setAside(fixed), "");
            await docker.createVolume({ Name: fixed, DriverOpts, Labels });
            const migration = handedOver(await bringBack(fixed, { DECLARED }), fixed);
            assert.match(migration.checksum ?? "", /^sha256:/);
            assert.equal(await inVolume(fixed, "cat last"), `${written}\n`);
        }
        assert.equal(await inVolume(fixed, "ls"), "first\nlast\nsecond\n");
        assert.equal(await asideOf(fixed), undefined);
    });

    it("has all of its data again when that moves from Docker's folder to another and back", async () => {
        await volumes.make("fixed", MIXED);
        const before = await inVolume(fixed, FINGERPRINT);
        const DriverOpts = { type: "none", o: "bind", device: temporaryFolder("set-aside") };
        for (const [settings, DECLARED] of [
            [{ DriverOpts, Labels }, inFolder(DriverOpts.device)],
            [{ Labels }, declared],
        ] as const) {
            succeeded(await setAside(fixed), "");
            await docker.createVolume({ Name: fixed, ...settings });
            handedOver(await bringBack(fixed, { DECLARED }), fixed);
            assert.equal(await inVolume(fixed, FINGERPRINT), before);
        }
    });

    it("goes at once when it was copied, but what is in a later one of its name is set aside", async () => {
        await volumes.make("fixed", "echo 1 > f");
        handedOver(await handOver(fixed, await volumes.make("to")), named("to"));
        succeeded(await setAside(fixed), "");
        assert.deepEqual([await volumeExists(fixed), await asideOf(fixed)], [false, undefined]);
        const DriverOpts = { type: "none", o: "bind", device: temporaryFolder("set-aside") };
        await docker.createVolume({ Name: fixed, DriverOpts, Labels });
        succeeded(await bringBack(fixed, { DECLARED: inFolder(DriverOpts.device) }), `${fixed}\nfixed`);
        await inVolume(fixed, "echo 2 > f");
        const later = await checksums(fixed);
        succeeded(await setAside(fixed), "");
        assert.deepEqual(await asideOf(fixed), later);
    });

    it("stays as it is while a container has it, by its name or its path, and the container is named", async () => {
        await volumes.make("fixed", "echo kept > f; mkdir below");
        const { Mountpoint } = await docker.getVolume(fixed).inspect();
        for (const source of [fixed, `${Mountpoint}/below`]) {
            const id = await containers.start("user", source);
            failed(await setAside(fixed), new RegExp(`still mounted by containers.* ${id.slice(0, 12)}`), fixed);
            await containers.remove();
        }
        assert.equal(await inVolume(fixed, "cat f"), "kept\n");
    });

    it("has its data set aside in the end, whichever request to Docker fails", async () => {
        await volumes.make("fixed", "echo 1 > f");
        const whole = await checksums(fixed);
        await despiteFailures((environment) => setAside(fixed, environment));
        assert.deepEqual([await volumeExists(fixed), await asideOf(fixed)], [false, whole]);
    });

    it("stays, with its data, when onDelete is retain, and goes, without, when both policies are discard", async () => {
        await volumes.make("fixed", "echo kept > f");
        succeeded(await setAside(fixed, { ON_DELETE: "retain" }), "");
        assert.equal(await inVolume(fixed, "cat f"), "kept\n");
        succeeded(await setAside(fixed, { ON_REPLACE: "discard", ON_DELETE: "discard" }), "");
        assert.deepEqual([await volumeExists(fixed), await asideOf(fixed)], [false, undefined]);
    });

    it("begins empty when the new policy is discard", async () => {
        await volumes.make("fixed", "echo old > f");
        succeeded(await setAside(fixed), "");
        await volumes.make("fixed");
        succeeded(await bringBack(fixed, { ON_REPLACE: "discard" }), `${fixed}\nfixed`);
        assert.deepEqual([await inVolume(fixed, "ls"), await asideOf(fixed)], ["", undefined]);
    });

    describe("once an update had failed that set its data aside", () => {
        let whole: Record<string, string>;
        beforeEach(async () => {
            await volumes.make("fixed", "echo 1 > a; echo 2 > b; mkdir d; ln b d/b");
            whole = await checksums(fixed);
            succeeded(await setAside(fixed), "");
        });

        it("keeps what is set aside when it is replaced again, also if Docker had made it meanwhile", async () => {
            succeeded(await setAside(fixed), "");
            await volumes.make("fixed");
            succeeded(await setAside(fixed), "");
            assert.deepEqual(await asideOf(fixed), whole);
        });

        it("is left alone, as is what is set aside, when somebody has written to it since", async () => {
            await volumes.make("fixed", "echo theirs > f");
            for (const run of [setAside, bringBack]) {
                failed(await run(fixed), /holds data as well. Both stay/, fixed);
                assert.deepEqual(await asideOf(fixed), whole);
                assert.equal(await inVolume(fixed, "cat f"), "theirs\n");
            }
        });

        it("is made anew when Docker had only half made it, without labels", async () => {
            const DECLARED = `${declared}\nlabel it's=$(quoted) "x"`;
            await docker.createVolume({ Name: fixed });
            handedOver(await bringBack(fixed, { DECLARED }), fixed);
            const { Labels } = await docker.getVolume(fixed).inspect();
            assert.deepEqual(Labels, { "io.docker-storage.managed": "test", "it's": '$(quoted) "x"' });
            assert.equal(await inVolume(fixed, "cat a b d/b"), "1\n2\n2\n");
        });

        it("says where the data is when it cannot be made anew", async () => {
            await docker.createVolume({ Name: fixed });
            const DECLARED = declared.replace("local", "local\noption none=such");
            failed(await bringBack(fixed, { DECLARED }), /option/, fixed);
            assert.deepEqual(await asideOf(fixed), whole);
        });
    });

    for (const [what, wanted] of [
        ["driver", "other\nlabel io.docker-storage.managed=test"],
        ["options", "local\noption type=tmpfs\nlabel io.docker-storage.managed=test"],
        ["labels", "local\nlabel io.docker-storage.managed=test\nlabel tier=gold"],
    ]) {
        it(`is an error when Docker kept it with its earlier ${what}`, async () => {
            await volumes.make("fixed");
            const result = await bringBack(fixed, { DECLARED: wanted });
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, /exists with another driver, other options or labels, which Docker cannot/);
        });
    }
});

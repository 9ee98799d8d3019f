import assert from "node:assert/strict";
import { script } from "../../../components/data/scripts";
import { temporaryFolder } from "../../temporary-folder";
import { docker, inVolume, volumeExists } from "../docker-view";
import { FINGERPRINT, MIXED } from "../mixed-content";
import { OwnVolumes } from "../own-volumes";
import { handedOver } from "./handed-over";
import { runScript, succeeded } from "../run-script";

const volumes = new OwnVolumes("set-aside");
const named = (name: string): string => volumes.named(name);
const setAside = script("volumes", "copy", "aside", "set-aside");
const bringBack = script("volumes", "as-inspected", "copy", "aside", "holder", "bring-back");

describe("Setting a volume's data aside, and bringing it back", () => {
    afterEach(() => volumes.remove());

    const declared = "local\nlabel io.docker-storage.managed=test";
    const policies = { ON_REPLACE: "migrate", ON_DELETE: "snapshot", DECLARED: declared };

    it("carry the data over the deletion of a volume, and let go of the copy only then", async () => {
        const fixed = await volumes.make("fixed", MIXED);
        const [before, aside] = [await inVolume(fixed, FINGERPRINT), named("aside")];
        const environment = { ...policies, NAME: fixed, HANDOVER: aside };
        const saved = await runScript(setAside, { ...environment, PULUMI_COMMAND_STDOUT: fixed });
        assert.equal(saved.code, 0, saved.stderr);
        await docker.getVolume(fixed).remove();
        await volumes.make("fixed");
        handedOver(await runScript(bringBack, environment), fixed);
        assert.equal(await inVolume(fixed, FINGERPRINT), before);
        assert.equal(await volumeExists(aside), false);
    });

    it("carry the data over every deletion of a volume whose folder on the host stays", async () => {
        const [fixed, aside] = [named("fixed"), named("aside")];
        const DriverOpts = { type: "none", o: "bind", device: temporaryFolder("set-aside") };
        const Labels = { "io.docker-storage.managed": "test" };
        const options = `option device=${DriverOpts.device}\noption o=bind\noption type=none`;
        const DECLARED = declared.replace("local", `local\n${options}`);
        const environment = { ...policies, DECLARED, NAME: fixed, HANDOVER: aside };
        await docker.createVolume({ Name: fixed, DriverOpts, Labels });
        for (const written of ["first", "second", "third"]) {
            await inVolume(fixed, `echo ${written} > last; touch ${written}`);
            const saved = await runScript(setAside, { ...environment, PULUMI_COMMAND_STDOUT: fixed });
            assert.equal(saved.code, 0, saved.stderr);
            await docker.getVolume(fixed).remove();
            await docker.createVolume({ Name: fixed, DriverOpts, Labels });
            handedOver(await runScript(bringBack, environment), fixed);
            assert.equal(await inVolume(fixed, "cat last"), `${written}\n`);
        }
        assert.equal(await inVolume(fixed, "ls"), "first\nlast\nsecond\nthird\n");
    });

    it("keep the copy when it cannot be brought back", async () => {
        const [fixed, aside] = [
            await volumes.make("fixed", "echo other > f"),
            await volumes.make("aside", "echo data > f"),
        ];
        const result = await runScript(bringBack, { ...policies, NAME: fixed, HANDOVER: aside });
        assert.notEqual(result.code, 0);
        assert.match(result.stderr, new RegExp(`volume ${aside} still holds the data; .* The next update tries again`));
        assert.equal(await inVolume(aside, "cat f"), "data\n");
        assert.equal(await inVolume(fixed, "cat f"), "other\n");
    });

    describe("once an update had failed that set it aside", () => {
        /** A volume with content, and what was set aside of it. */
        async function made(): Promise<{ fixed: string; aside: string; environment: NodeJS.ProcessEnv }> {
            const [fixed, aside] = [
                await volumes.make("fixed", "echo 1 > a; echo 2 > b; mkdir d; ln b d/b"),
                named("aside"),
            ];
            const environment = { ...policies, NAME: fixed, HANDOVER: aside };
            const { code, stderr } = await runScript(setAside, environment);
            assert.equal(code, 0, stderr);
            return { fixed, aside, environment };
        }
        const list = (volume: string): Promise<string> => inVolume(volume, "find . -type f | sort; cat a");

        const unchanged = "./a\n./b\n./d/b\n1\n";
        for (const [title, change, expected] of [
            ["keep it when a part of the volume was removed", "rm b", unchanged],
            ["keep it when all was removed, or the volume made anew", "rm -r a b d; chmod 750 .", unchanged],
            [
                "keep it when a part was brought back",
                "rm a; mkdir .docker-storage-incomplete; echo half > b",
                unchanged,
            ],
            [
                "set aside what was added and changed since",
                "echo changed > a; echo 3 > c",
                "./a\n./b\n./c\n./d/b\nchanged\n",
            ],
        ]) {
            it(title, async () => {
                const { fixed, aside, environment } = await made();
                await inVolume(fixed, change);
                const { code, stderr } = await runScript(setAside, environment);
                assert.equal(code, 0, stderr);
                assert.equal(await list(aside), expected);
            });
        }

        it("leave both alone when one lacks files and the other what was written since", async () => {
            const { fixed, aside, environment } = await made();
            await inVolume(fixed, "rm b; echo changed > a");
            const { code, stderr } = await runScript(setAside, environment);
            assert.notEqual(code, 0);
            assert.match(
                stderr,
                new RegExp(`${fixed} was set aside in volume ${aside} .* Copy back what it lacks, or remove`),
            );
            assert.match(stderr, new RegExp(`volume ${fixed}, with volume ${aside}, still holds the data`));
            assert.equal(await list(aside), "./a\n./b\n./d/b\n1\n");
            assert.equal(await list(fixed), "./a\n./d/b\nchanged\n");
        });

        it("bring nothing back of what was let go of when Docker had removed a part of it only", async () => {
            const { fixed, aside, environment } = await made();
            await inVolume(aside, "rm a b");
            await volumes.make("aside-let-go");
            succeeded(await runScript(bringBack, environment), `${fixed}\nfixed`);
            assert.equal(await list(fixed), "./a\n./b\n./d/b\n1\n");
            assert.deepEqual([await volumeExists(aside), await volumeExists(`${aside}-let-go`)], [false, false]);
        });
    });

    describe("once Docker had only half made the volume, which then has no labels", () => {
        const wanted = `${declared}\nlabel it's=$(quoted) "x"`;

        it("make it anew", async () => {
            const [fixed, aside] = [named("fixed"), await volumes.make("aside", MIXED)];
            const before = await inVolume(aside, FINGERPRINT);
            await docker.createVolume({ Name: fixed });
            const environment = { ...policies, NAME: fixed, HANDOVER: aside, DECLARED: wanted };
            handedOver(await runScript(bringBack, environment), fixed);
            const { Labels } = await docker.getVolume(fixed).inspect();
            assert.deepEqual(Labels, { "io.docker-storage.managed": "test", "it's": '$(quoted) "x"' });
            assert.equal(await inVolume(fixed, FINGERPRINT), before);
            assert.equal(await volumeExists(aside), false);
        });

        it("say where the data is when it cannot be made anew", async () => {
            const [fixed, aside] = [named("fixed"), await volumes.make("aside", "echo data > f")];
            await docker.createVolume({ Name: fixed });
            const DECLARED = wanted.replace("local", "local\noption none=such");
            const result = await runScript(bringBack, { ...policies, NAME: fixed, HANDOVER: aside, DECLARED });
            assert.notEqual(result.code, 0);
            assert.match(
                result.stderr,
                new RegExp(`volume ${aside} still holds the data; .* The next update tries again`),
            );
            assert.equal(await inVolume(aside, "cat f"), "data\n");
        });

        it("leave it alone when there is anything in it", async () => {
            const [fixed, aside] = [named("fixed"), await volumes.make("aside", "echo data > f")];
            await docker.createVolume({ Name: fixed });
            await inVolume(fixed, "echo theirs > f");
            const environment = { ...policies, NAME: fixed, HANDOVER: aside, DECLARED: wanted };
            const result = await runScript(bringBack, environment);
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, /exists with another driver, other options or labels/);
            assert.equal(await inVolume(fixed, "cat f"), "theirs\n");
            assert.equal(await inVolume(aside, "cat f"), "data\n");
        });
    });

    for (const [what, wanted] of [
        ["driver", "other\nlabel io.docker-storage.managed=test"],
        ["options", "local\noption type=tmpfs\nlabel io.docker-storage.managed=test"],
        ["labels", "local\nlabel io.docker-storage.managed=test\nlabel tier=gold"],
    ]) {
        it(`say so when Docker kept a volume with its earlier ${what}`, async () => {
            const fixed = await volumes.make("fixed");
            const environment = { ...policies, NAME: fixed, HANDOVER: named("none"), DECLARED: wanted };
            const result = await runScript(bringBack, environment);
            assert.notEqual(result.code, 0);
            assert.match(result.stderr, /exists with another driver, other options or labels, which Docker cannot/);
        });
    }
});

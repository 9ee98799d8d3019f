import assert from "node:assert/strict";
import { script } from "../../../components/data/scripts";
import { docker, inVolume, volumeExists } from "../docker-view";
import { FINGERPRINT, MIXED } from "../mixed-content";
import { OwnVolumes } from "../own-volumes";
import { handedOver } from "./handed-over";
import { runScript } from "../run-script";

const volumes = new OwnVolumes("set-aside");
const named = (name: string): string => volumes.named(name);
const setAside = script("volumes", "copy", "set-aside");
const bringBack = script("volumes", "as-inspected", "copy", "holder", "bring-back");

describe("Setting a volume's data aside, and bringing it back", function () {
    this.timeout(120_000);

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

import assert from "node:assert/strict";
import { claimScripts } from "../../../components/data/volume-scripts";
import { docker, volumeExists } from "../docker-view";
import { OwnContainers, STACK } from "../own-containers";
import { OwnVolumes } from "../own-volumes";
import { Result, runScript, succeeded } from "../run-script";

const volumes = new OwnVolumes("claim");
const named = (name: string): string => volumes.named(name);
const { create, update } = claimScripts(false);
const containers = new OwnContainers(volumes);

describe("The claim of a volume's name", () => {
    afterEach(async () => {
        await containers.remove();
        await volumes.remove();
    });

    const claim = (name: string, more: Record<string, string> = {}): Promise<Result> =>
        runScript(more.PULUMI_COMMAND_STDOUT ? update : create, { NAME: name, STACK, ...more });

    it("takes a free name, and makes nothing", async () => {
        succeeded(await claim(named("free")), named("free"));
        assert.equal(await volumeExists(named("free")), false);
    });

    it("takes the name that it has already", async () => {
        const own = await volumes.make("own");
        succeeded(await claim(own, { PULUMI_COMMAND_STDOUT: own }), own);
    });

    it("gives a name up for another one only if no container of anybody else has the volume", async () => {
        const former = await volumes.make("former");
        const change = (): Promise<Result> => claim(named("next"), { PULUMI_COMMAND_STDOUT: former });
        await containers.start("own", former);
        succeeded(await change(), named("next"));
        const other = await containers.start("other", former, true, undefined, "another/stack");
        const { code, stdout, stderr } = await change();
        assert.deepEqual([code, stdout], [1, ""]);
        assert.match(
            stderr,
            new RegExp(
                `volume ${former} is to be replaced, and containers have it .*: ${named("other")} - nothing was`,
            ),
        );
        assert.ok((await docker.getContainer(other).inspect()).State.Running);
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
        assert.match(result.stderr, /is not adopted, because it is not as declared: it differs in label more\. See/);
        const held = await claim(named("foreign"), { ADOPT, PULUMI_COMMAND_STDOUT: "former-name" });
        assert.notEqual(held.code, 0);
        assert.match(held.stderr, /this component has a volume with data of its own, former-name/);
    });

    it("names what a volume that it does not adopt differs in, and tells no value, which may be a password", async () => {
        const DriverOpts = { type: "tmpfs", device: "tmpfs", o: "password=theirs,size=1m" };
        await docker.createVolume({ Name: named("secret"), DriverOpts, Labels: { tier: "a", same: "s" } });
        const ADOPT =
            "other\noption device=tmpfs\noption o=password=ours\noption type=tmpfs\nlabel same=s\nlabel tier=b";
        const { code, stderr } = await claim(named("secret"), { ADOPT });
        assert.notEqual(code, 0);
        assert.match(stderr, /it differs in driver, label tier, option o\. /);
        assert.doesNotMatch(stderr, /theirs|ours/);
    });
});

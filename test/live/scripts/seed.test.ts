import assert from "node:assert/strict";
import { script } from "../../../components/data/scripts";
import { inVolume } from "../docker-view";
import { OwnVolumes } from "../own-volumes";
import { Result, runScript, succeeded } from "../run-script";

const volumes = new OwnVolumes("seed");
const text = script("begin", "exists", "toolbox", "seed");

describe("The seed of a volume", () => {
    afterEach(() => volumes.remove());

    const base64 = (text: string): string => Buffer.from(text).toString("base64");
    const line = (path: string, content: string): string => `${base64(path)} ${base64(content)}\n`;
    const files = `${line("a b/c.txt", "déjà vu\n")}${line("empty", "")}.\n`;
    const seed = (target: string, input: string, more: Record<string, string> = {}): Promise<Result> =>
        runScript(text, { VOLUME: target, ON_REPLACE: "migrate", ...more }, input);

    it("writes its files to an empty volume and lists them", async () => {
        const target = await volumes.make("target");
        succeeded(await seed(target, files), "a b/c.txt\nempty");
        assert.equal(
            await inVolume(target, "find . -type f | sort; cat 'a b/c.txt'"),
            "./a b/c.txt\n./empty\ndéjà vu\n",
        );
    });

    it("never writes over data", async () => {
        const target = await volumes.make("target", "echo mine > empty");
        succeeded(await seed(target, files), "");
        assert.equal(await inVolume(target, "find . -type f; cat empty"), "./empty\nmine\n");
    });

    it("is written once: not again when somebody emptied the volume", async () => {
        const target = await volumes.make("target");
        succeeded(await seed(target, files, { PULUMI_COMMAND_STDOUT: "empty" }), "empty");
        assert.equal(await inVolume(target, "ls -A"), "");
    });

    it("leaves nothing of itself when it is cut off", async () => {
        const target = await volumes.make("target");
        const result = await seed(target, line("first", "1"));
        assert.notEqual(result.code, 0);
        assert.match(result.stderr, /cut off/);
        assert.equal(await inVolume(target, "ls -A"), "");
    });

    it("replaces what a killed try left half done", async () => {
        const target = await volumes.make("target", "touch .docker-storage-incomplete; echo half > first");
        succeeded(await seed(target, files), "a b/c.txt\nempty");
        assert.equal(await inVolume(target, "find . -type f | sort"), "./a b/c.txt\n./empty\n");
    });
});

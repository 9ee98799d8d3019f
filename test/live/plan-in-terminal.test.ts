import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { onPath } from "../../setup/machine.mjs";
import { temporaryFolder } from "../temporary-folder";
import { checksums, inVolume, volumeExists } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { OneVolume, Outputs } from "./one-volume";

/** `script`, of util-linux, runs a command in a terminal of its own. */
const script = onPath("script");
const setup = join(__dirname, "..", "..", "setup", "plan.mjs");
const repository = join(__dirname, "..", "..");
const QUESTION = /Do you want to perform this (up|destroy)\? \[yes\/no\] /;

describeWithEachEngine("`npm run up` and `npm run destroy` in a terminal", (command) => {
    const folder = temporaryFolder("plan-in-terminal");
    let project: OneVolume;
    let outputs: Outputs;
    let contents: Record<string, string> = {};

    /** What setup/run.mjs does for a verb in a terminal; `asks` is the JavaScript of when it asks. */
    async function carryOut(verb: string, asks: string, answer = "no"): Promise<{ printed: string; code: number }> {
        const operation = { engine: { command }, verb, stack: project.stack.stack, args: [], cwd: folder };
        const program = `
            import { carryOutWithPlan } from ${JSON.stringify(setup)};
            const operation = { ...${JSON.stringify(operation)}, env: process.env, asks: ${asks} };
            process.exitCode = await carryOutWithPlan(${JSON.stringify(repository)}, operation).catch((error) => {
                console.log(error.message);
                return 1;
            });`;
        const env = { ...project.stack.environment, NODE: process.execPath, PROGRAM: program };
        const line = 'exec "$NODE" --input-type=module --eval "$PROGRAM"';
        const terminal = spawn(script ?? "script", ["--quiet", "--return", "--command", line, "/dev/null"], { env });
        const closed = once(terminal, "close") as Promise<[number]>;
        let printed = "";
        let isAnswered = false;
        terminal.stdout.setEncoding("utf8").on("data", (chunk: string) => {
            printed += chunk;
            if (!isAnswered && QUESTION.test(printed)) {
                isAnswered = true;
                terminal.stdin.write(`${answer}\n`);
            }
        });
        const [[code]] = await Promise.all([closed, text(terminal.stderr)]);
        return { printed: printed.replaceAll("\r", ""), code };
    }

    before(async function () {
        if (script === undefined) this.skip();
        project = new OneVolume(command, folder);
        await project.init();
        outputs = await project.up({ data: {} });
        await inVolume(outputs.volume, "echo one > file");
        contents = await checksums(outputs.volume);
    });
    after(() => (script === undefined ? undefined : project.cleanUp(outputs.volume)));

    it("do not ask for an update that destroys no data, and show the plan between preview and update", async () => {
        project.stack.setConfig({ data: { labels: { state: "changed" } } });
        const { printed, code } = await carryOut("up", "(destroysData) => destroysData");
        assert.equal(code, 0, printed);
        assert.doesNotMatch(printed, QUESTION);
        const places = ["Previewing update", "What this does to data:\n    migrates ", "Updating ("].map((part) =>
            printed.indexOf(part),
        );
        assert.ok(!places.includes(-1), printed);
        assert.deepEqual(
            places,
            [...places].sort((one, other) => one - other),
        );
        assert.equal(printed.split("Previewing update").length, 2, "one preview");
        outputs = (await project.stack.outputs()) as unknown as Outputs;
        assert.deepEqual(await checksums(outputs.volume), contents);
    });

    it("ask before an update that destroys data, and leave everything as it is without a yes", async () => {
        project.stack.setConfig({ data: { labels: { state: "again" }, onReplace: "discard" } });
        const { printed, code } = await carryOut("up", "(destroysData) => destroysData", "no");
        assert.equal(code, 1, printed);
        assert.match(
            printed,
            /destroys data {2}data .*onReplace is "discard"[^]*perform this up\?[^]*Nothing was changed\./,
        );
        assert.deepEqual(await checksums(outputs.volume), contents);
    });

    it("list what a destroy saves before they ask, and leave everything as it is when the terminal ends", async () => {
        const { printed, code } = await carryOut("destroy", "() => true", "\u0004");
        assert.equal(code, 1, printed);
        assert.match(printed, /\n {4}snapshots {6}data \(volume data-[0-9a-f]+\): 4 bytes; [^]*perform this destroy\?/);
        assert.deepEqual(await checksums(outputs.volume), contents);
    });

    it("destroy once they were told yes", async () => {
        const { printed, code } = await carryOut("destroy", "() => true", "yes");
        assert.equal(code, 0, printed);
        assert.equal(await volumeExists(outputs.volume), false);
        assert.notDeepEqual(await checksums(project.snapshotsVolume), {});
    });
});

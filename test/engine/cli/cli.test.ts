import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../temporary-folder";
import { finished, TrialProject } from "./command-line";

const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
exports.greeting = config.require("greeting");
exports.password = config.requireSecret("password");
`;

describe("the command line", () => {
    const folder = temporaryFolder("cli");
    const project = new TrialProject(join(folder, "trial"), PROGRAM);
    const state = join(project.folder, ".pulumi");
    const run = project.run.bind(project);

    async function succeed(...args: string[]): Promise<string> {
        const { exitCode, output, errors } = await run(args);
        equal(exitCode, 0, `${args.join(" ")}: ${errors}${output}`);
        return output;
    }

    it("creates a stack, encrypted with the passphrase, and selects it", async () => {
        await succeed("stack", "init", "dev");
        match(readFileSync(join(project.folder, "Pulumi.dev.yaml"), "utf8"), /^encryptionsalt: v1:/);
        const [listed] = JSON.parse(await succeed("stack", "ls", "--json")) as Record<string, unknown>[];
        deepEqual({ ...listed, lastUpdate: "" }, { name: "dev", current: true, lastUpdate: "", resourceCount: 0 });
        const again = await run(["stack", "init", "dev"]);
        deepEqual([again.exitCode, again.errors], [1, "error: stack 'organization/trial/dev' already exists\n"]);
    });

    it("keeps settings, and secrets only encrypted", async () => {
        await succeed("config", "set", "greeting", "hello");
        equal((await run(["config", "set", "--secret", "password"], { input: "sesame\n" })).exitCode, 0);
        equal(readFileSync(join(project.folder, "Pulumi.dev.yaml"), "utf8").includes("sesame"), false);
        equal(await succeed("config", "get", "password"), "sesame\n");
        equal(await succeed("config"), "KEY       VALUE\ngreeting  hello\npassword  [secret]\n");
    });

    it("deploys, shows outputs, and lets no secret into output, events, state or history", async () => {
        const log = join(folder, "events.ndjson");
        const output = await succeed("up", "--yes", "--skip-preview", "--event-log", log);
        match(output, /^Updating \(dev\):\n\n/);
        match(output, /Outputs:\n {2,}\+? ?greeting: "hello"\n {2,}\+? ?password: \[secret\]\n/);
        match(output, /Resources:\n {4}\+ 1 created\n\nDuration: \d+s\n\n$/);
        const events = readFileSync(log, "utf8")
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line) as { sequence: number });
        deepEqual(
            events.map(({ sequence }) => sequence),
            events.map((_, index) => index),
        );
        const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
        const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
        ok(files.length >= 5);
        for (const text of [output, JSON.stringify(events), ...texts]) equal(text.includes("sesame"), false);
    });

    it("prints outputs as text, JSON and shell, and secrets only when asked", async () => {
        equal(await succeed("stack", "output", "greeting"), "hello\n");
        deepEqual(JSON.parse(await succeed("stack", "output", "--json")), { greeting: "hello", password: "[secret]" });
        equal(await succeed("stack", "output", "--shell", "--show-secrets"), "greeting=hello\npassword=sesame\n");
    });

    it("says that nothing changes when nothing does, in a preview and in an update", async () => {
        match(await succeed("preview", "--expect-no-changes"), /Resources:\n {4}1 unchanged\n/);
        match(await succeed("up", "--yes", "--expect-no-changes"), /Resources:\n {4}1 unchanged\n\nDuration/);
        const digest = JSON.parse(await succeed("preview", "--json")) as Record<string, object>;
        deepEqual(digest.changeSummary, { same: 1 });
        deepEqual(digest.config, { "trial:greeting": "hello", "trial:password": "[secret]" });
    });

    it("exports a state that an import brings back to the letter", async () => {
        const exported = await succeed("stack", "export");
        match(exported, /^\{\n {4}"version": 3,\n {4}"deployment": \{\n {8}"manifest"/);
        equal((await run(["stack", "import"], { input: exported })).exitCode, 0);
        equal(await succeed("stack", "export"), exported);
    });

    it("encrypts secrets again that were exported in the clear", async () => {
        const exported = await succeed("stack", "export", "--show-secrets");
        match(exported, /"plaintext": "\\"sesame\\""/);
        equal((await run(["stack", "import"], { input: exported })).exitCode, 0);
        equal((await succeed("stack", "export")).includes("sesame"), false);
        equal(await succeed("stack", "output", "--show-secrets", "password"), "sesame\n");
    });

    it("refuses to import what belongs to another stack", async () => {
        const exported = (await succeed("stack", "export")).replaceAll("urn:pulumi:dev::", "urn:pulumi:prod::");
        const { exitCode, errors } = await run(["stack", "import"], { input: exported });
        equal(exitCode, 1);
        match(errors, /is from a different stack \(not 'dev'\).*--force/);
    });

    it("does nothing with a wrong passphrase", async () => {
        const { exitCode, errors } = await run(["up", "--yes"], { environment: { PULUMI_CONFIG_PASSPHRASE: "wrong" } });
        equal(exitCode, 1);
        match(errors, /^error: incorrect passphrase: .*dev\.json.*set PULUMI_CONFIG_PASSPHRASE to .*\n$/);
    });

    it("leaves a stack alone that another process holds, until that is cancelled", async () => {
        const { lock } = await import("../../../engine/backend/lock");
        await lock(join(state, "locks/organization/trial/dev"));
        const { exitCode, errors } = await run(["up", "--yes"]);
        equal(exitCode, 1);
        match(errors, /currently locked by 1 lock\(s\)[^]*\(pid \d+\) at /);
        match(await succeed("cancel", "dev", "--yes"), /has been canceled!/);
        await succeed("up", "--yes", "--skip-preview");
        deepEqual(readdirSync(join(state, "locks/organization/trial/dev")), []);
    });

    it("works in another folder with -C, and on the stack that the environment names", async () => {
        mkdirSync(join(project.folder, "below"));
        equal((await run(["-C", "below", "stack", "output", "greeting"])).output, "hello\n");
        const { exitCode, errors } = await run(["stack", "output"], { environment: { PULUMI_STACK: "nope" } });
        deepEqual([exitCode, errors], [6, "error: no stack named 'nope' found\n"]);
    });

    const refusals: [string[], number, RegExp][] = [
        [["up", "--foo"], 1, /^error: unknown flag: --foo\n$/],
        [["up", "-z"], 1, /^error: unknown shorthand flag: 'z' in -z\n$/],
        [["nope"], 1, /^error: unknown command/],
        [
            ["up"],
            2,
            /^error: --yes or --skip-preview or --preview-only must be passed in to proceed when running in non-int/,
        ],
        [["stack", "rm"], 1, /^error: non-interactive mode requires --yes flag\n$/],
        [["stack", "output", "nope"], 1, /^error: current stack does not have output property 'nope'\n$/],
        [["config", "get", "nope"], 1, /^error: configuration key 'nope' not found for stack 'dev'\n$/],
        [["up", "--parallel", "0"], 1, /--parallel.*whole number/],
        [["preview", "--config", "novalue"], 2, /--config: 'novalue' is not <key>=<value>/],
    ];
    for (const [args, expected, message] of refusals) {
        it(`refuses \`${args.join(" ")}\` with one line and Pulumi's exit code ${expected}`, async () => {
            const { exitCode, errors } = await run(args);
            match(errors, message);
            equal(exitCode, expected);
        });
    }

    it("reports changes that were not expected with an exit code of their own", async () => {
        project.write(
            `${PROGRAM}\nexports.more = new (require("@pulumi/pulumi").ComponentResource)("t:index:T", "one").urn;`,
        );
        const { exitCode, errors } = await run(["preview", "--expect-no-changes"]);
        deepEqual([exitCode, errors], [7, "error: no changes were expected for update but changes were proposed\n"]);
        project.write(PROGRAM);
    });

    it("fails with the program, and says why", async () => {
        project.write('throw new Error("the program is broken");');
        const { exitCode, output } = await run(["up", "--yes", "--skip-preview"]);
        equal(exitCode, 1);
        match(output, /Diagnostics:\n {2}pulumi:pulumi:Stack \(trial-dev\):\n[^]*the program is broken/);
        project.write(PROGRAM);
    });

    it("stops on the first Ctrl-C, and gives the stack back", async () => {
        project.write("console.log('running'); setInterval(() => undefined, 1000);");
        const child = project.start(["up", "--yes", "--skip-preview"]);
        let isAsked = false;
        child.stdout?.on("data", (text: Buffer) => {
            if (!isAsked && text.includes("running")) isAsked = child.kill("SIGINT");
        });
        const { exitCode, errors } = await finished(child);
        match(errors, /^\^C received; cancelling\. If you would like to terminate immediately, press \^C again\.\n/);
        notEqual(exitCode, 0);
        deepEqual(readdirSync(join(state, "locks/organization/trial/dev")), []);
        project.write(PROGRAM);
    });

    it("destroys, and with --remove forgets the stack and its settings", async () => {
        const output = await succeed("destroy", "--yes", "--skip-preview");
        match(output, /run `pulumi stack rm dev`\.\n$/);
        match(await succeed("destroy", "--yes", "--remove"), /deleted, and the history and configuration removed\.\n$/);
        equal(existsSync(join(project.folder, "Pulumi.dev.yaml")), false);
        equal(await succeed("stack", "ls", "--json"), "[]\n");
    });
});

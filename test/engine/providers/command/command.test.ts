import assert from "node:assert";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Properties, UNKNOWN } from "../../../../engine/property";
import { commandProvider } from "../../../../engine/providers/command";
import { DiffResult, Provider, ProviderHost } from "../../../../engine/providers/provider";

const URN = "urn:pulumi:dev::test::command:local:Command::gate";

describe("the command provider", () => {
    let directory: string;
    let stop: AbortController;
    let logged: Parameters<ProviderHost["log"]>[0][];
    /** Resolved when a command prints its first line. */
    let started: Promise<void>;
    let provider: Provider;

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "command-provider-"));
        stop = new AbortController();
        logged = [];
        started = new Promise((resolve) => {
            const log: ProviderHost["log"] = (message) => {
                logged.push(message);
                resolve();
            };
            provider = commandProvider({ directory, cancelled: stop.signal, log });
        });
    });

    afterEach(() => {
        stop.abort();
        rmSync(directory, { recursive: true, force: true });
    });

    const create = (inputs: Properties, options: { timeoutSeconds?: number } = {}) =>
        provider.create({ urn: URN, inputs, preview: false, ...options });

    const update = (oldOutputs: Properties, newInputs: Properties, preview = false) =>
        provider.update({ urn: URN, id: "gate1", oldInputs: {}, oldOutputs, newInputs, ignoreChanges: [], preview });

    const diff = (oldInputs: Properties, newInputs: Properties): Promise<DiffResult> =>
        provider.diff({ urn: URN, id: "gate1", oldInputs, oldOutputs: oldInputs, newInputs, ignoreChanges: [] });

    it("runs create with the environment, and its outputs are the inputs, stdout and stderr", async () => {
        const inputs = { create: `printf 'out %s\\n\\n' "$V"; printf err >&2`, environment: { V: "a b" } };
        const { id, outputs } = await create(inputs);
        assert.deepEqual(outputs, { ...inputs, stdout: "out a b\n", stderr: "err" });
        assert.match(id, /^gate[0-9a-f]{8}$/);
    });

    it("runs nothing in a preview, where the results are unknown", async () => {
        const inputs = { create: "touch made", environment: { V: UNKNOWN } };
        const { outputs } = await provider.create({ urn: URN, inputs, preview: true });
        assert.deepEqual(outputs, { ...inputs, stdout: UNKNOWN, stderr: UNKNOWN });
        await assert.rejects(create({ create: "test -e made" }), /^Error: exit status 1/);
    });

    it("gives update the earlier output, and keeps it when there is nothing to run", async () => {
        const olds = { stdout: "was", stderr: "said" };
        const script = `printf '[%s][%s]' "$PULUMI_COMMAND_STDOUT" "$PULUMI_COMMAND_STDERR"`;
        const ran = await update(olds, { create: "false", update: script });
        assert.deepEqual(ran.outputs, { create: "false", update: script, stdout: "[was][said]", stderr: "" });
        const hidden = await update(olds, { create: script, addPreviousOutputInEnv: false });
        assert.equal(hidden.outputs.stdout, "[][]");
        assert.deepEqual((await update(olds, { delete: "true" })).outputs, { delete: "true", ...olds });
    });

    it("previews an update as unknown only when an input that was there has changed", async () => {
        const olds = { create: "a", stdout: "was", stderr: "" };
        assert.equal((await update(olds, { create: "b" }, true)).outputs.stdout, UNKNOWN);
        assert.equal((await update(olds, { create: "a", delete: "c" }, true)).outputs.stdout, "was");
    });

    it("gives delete the last output and the last inputs", async () => {
        const oldOutputs = {
            delete: `printf "$V$PULUMI_COMMAND_STDOUT" > left`,
            environment: { V: "v" },
            stdout: "was",
        };
        await provider.delete({ urn: URN, id: "gate1", oldInputs: {}, oldOutputs });
        assert.equal((await create({ create: "cat left" })).outputs.stdout, "vwas");
    });

    it("passes stdin, takes another interpreter, and resolves a relative dir from the program's folder", async () => {
        mkdirSync(join(directory, "below"));
        const { outputs } = await create({
            create: "cat; basename $PWD",
            stdin: "given\n",
            dir: "below",
            interpreter: ["/bin/sh", "-e", "-c"],
        });
        assert.equal(outputs.stdout, "given\nbelow");
    });

    it("logs what is printed line by line as it comes, of the streams that logging names", async () => {
        await create({ create: "printf 'one\\ntwo'; printf three >&2", logging: "stdout" });
        const message = { urn: URN, severity: "info", ephemeral: true };
        assert.deepEqual(logged, [
            { ...message, text: "one" },
            { ...message, text: "two" },
        ]);
    });

    for (const [what, inputs, expected] of [
        [
            "fails",
            { create: 'echo "broken" >&2; exit 3' },
            'exit status 3: running "echo \\"broken\\" >&2; exit 3":\nbroken\n',
        ],
        ["is killed", { create: "kill -TERM $$" }, 'signal: terminated: running "kill -TERM $$":\n'],
        ["has no dir", { create: "x", dir: "none" }, 'chdir none: no such file or directory: running "x":\n'],
        [
            "has no interpreter",
            { create: "x\t\u0001", interpreter: ["no-such-program"] },
            'exec: "no-such-program": executable file not found in $PATH: running "x\\t\\x01":\n',
        ],
    ] as [string, Properties, string][]) {
        it(`throws what the plugin says when the command ${what}`, async () => {
            await assert.rejects(create(inputs), { message: expected });
        });
    }

    describe("kills the command and all that it started", () => {
        const script = "sleep 600 & echo $! > child; echo started; wait";

        /** What is dead but not collected yet still has a process id. */
        async function assertChildIsGone(): Promise<void> {
            const state = `sed -n 's/^State:.\\(.\\).*/\\1/p' /proc/$(cat child)/status 2>/dev/null || true`;
            const other = commandProvider({ directory, cancelled: new AbortController().signal, log: () => {} });
            const { outputs } = await other.create({ urn: URN, inputs: { create: state }, preview: false });
            assert.ok(
                outputs.stdout === "" || outputs.stdout === "Z",
                `the child's state is ${JSON.stringify(outputs.stdout)}`,
            );
        }

        it("when its time is up", async () => {
            await assert.rejects(create({ create: script }, { timeoutSeconds: 0.2 }), /^Error: signal: killed/);
            await assertChildIsGone();
        });

        it("when the operation is cancelled, and starts no other", async () => {
            const ended = assert.rejects(create({ create: script }), /^Error: signal: killed/);
            await started;
            stop.abort();
            await ended;
            await assertChildIsGone();
            await assert.rejects(create({ create: "true" }), /^Error: context canceled/);
        });
    });

    it("names every change by its path, and replaces when triggers come or go", async () => {
        const olds = { create: "a", triggers: ["x", "y"], environment: { A: "1", "B-C": "1" } };
        const news = { create: "a", triggers: ["z"], environment: { A: UNKNOWN, D: "1" }, dir: "d" };
        const edited = await diff(olds, news);
        const kinds = Object.entries(edited.detailedDiff).map(([path, { diffKind }]) => [path, diffKind]);
        assert.deepEqual(Object.fromEntries(kinds), {
            "triggers[0]": "update",
            "triggers[1]": "delete",
            "environment.A": "update",
            'environment["B-C"]': "delete",
            "environment.D": "add",
            dir: "add",
        });
        assert.deepEqual(edited.diffs, ["triggers", "environment", "dir"]);
        assert.deepEqual([edited.changes, edited.replaces], [true, []]);
        const added = await diff({ create: "a" }, { create: "a", triggers: ["x"] });
        assert.equal(added.detailedDiff.triggers.diffKind, "add-replace");
        assert.deepEqual(added.replaces, ["triggers"]);
        assert.equal((await diff(olds, { ...olds })).changes, false);
    });

    it("reports every input that is wrong, in the plugin's words", async () => {
        const news = {
            create: 5,
            environment: { A: 1 },
            interpreter: ["a", true],
            other: 1,
            dir: null,
            stdin: UNKNOWN,
        };
        const { failures, inputs } = await provider.check({ urn: URN, news });
        assert.deepEqual(failures, [
            {
                property: "create",
                reason: "Field 'create' on 'local.CommandInputs' must be a 'string'; got 'float64' instead",
            },
            {
                property: "interpreter[1]",
                reason: "Field 'interpreter[1]' on 'local.CommandInputs' must be a 'string'; got 'bool' instead",
            },
            {
                property: "environment[A] value",
                reason: "Field 'environment[A] value' on 'local.CommandInputs' must be a 'string'; got 'float64' instead",
            },
            { property: "other", reason: "Unrecognized field 'other' on 'local.CommandInputs'" },
        ]);
        assert.ok(!("dir" in inputs));
    });

    it("sends users of anything but local commands to the Pulumi CLI", async () => {
        const urn = "urn:pulumi:dev::test::command:remote:Command::far";
        await assert.rejects(provider.check({ urn, news: {} }), /does not support command:remote:Command.*Pulumi CLI/s);
    });

    it("runs command:local:run in previews too, and reports a missing command", async () => {
        const run = (args: Properties) => provider.invoke({ token: "command:local:run", args, preview: true });
        assert.deepEqual((await run({ command: "printf asked" })).outputs, {
            command: "printf asked",
            stdout: "asked",
            stderr: "",
        });
        assert.deepEqual((await run({})).failures, [
            { property: "command", reason: "Missing required field 'command' on 'local.RunInputs'" },
        ]);
    });

    it("returns the files that match as assets and as an archive with Pulumi's own hashes", async () => {
        mkdirSync(join(directory, "src", "a"), { recursive: true });
        for (const file of ["src/index.js", "src/a/x.js", "src/a/secret.js", "b.txt"]) {
            writeFileSync(join(directory, file), file);
        }
        const globs = ["src/**.js", "!**secret.*"];
        const { outputs } = await create({ create: "true", assetPaths: globs, archivePaths: globs });
        assert.deepEqual(Object.keys(outputs.assets as Properties), ["src/a/x.js", "src/index.js"]);
        const archive = outputs.archive as Properties;
        assert.deepEqual(archive.assets, outputs.assets);
        // Computed with Go's archive/tar over the same two files, as Pulumi's SDK writes them.
        assert.equal(archive.hash, "0a174705e52058277d78cc10945e9691503494e425d679c2d1d992fda25fd785");
    });
});

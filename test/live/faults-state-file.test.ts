import assert from "node:assert/strict";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { docker } from "./docker-view";
import { embedded } from "./engines";
import { StackCopy } from "./stack-copy";

const LINKS = 2;
const CHANGING = ["up", "refresh", "destroy"];
const READING = [["preview"], ["stack", "export"], ["stack", "output"]];

describe("A state file that cannot be read", () => {
    const folder = temporaryFolder("faults-state-file");
    let stack: StackCopy;
    let path: string;
    let whole: string;

    const verbs = (): string[][] =>
        [...CHANGING.map((verb) => [verb, "--yes", "--skip-preview", "--config", "more=1"]), ...READING].map((verb) => [
            ...verb,
            "--stack",
            stack.stack,
        ]);

    /** Ids and start times of all that the stack has on the daemon. */
    async function onDaemon(): Promise<unknown[]> {
        const filters = { label: [`run=${stack.name}`] };
        const { Volumes } = await docker.listVolumes({ filters });
        const containers = await docker.listContainers({ all: true, filters });
        const details = await Promise.all(containers.map(({ Id }) => docker.getContainer(Id).inspect()));
        assert.equal(Volumes.length, LINKS);
        return [Volumes.map(({ Name }) => Name).sort(), details.map(({ Id, State }) => [Id, State.StartedAt])];
    }

    /** Each of the verbs fails with one line that matches, and leaves every file and the daemon as they were. */
    async function assertRefused(text: string, message: RegExp, refused = verbs()): Promise<void> {
        writeFileSync(path, text);
        const before = await onDaemon();
        const settings = readFileSync(join(folder, `Pulumi.${stack.stack}.yaml`), "utf8");
        for (const verb of refused) {
            const { code, stderr } = await stack.attempt(...verb);
            assert.equal(code, 1, `${verb.join(" ")}: ${stderr}`);
            assert.match(stderr, /^error: [^\n]*\n$/, verb.join(" "));
            assert.match(stderr, message, verb.join(" "));
            assert.ok(stderr.includes(path) || stderr.includes(folder), stderr);
            assert.equal(readFileSync(path, "utf8"), text, verb.join(" "));
        }
        assert.deepEqual(stack.lockFiles(), []);
        assert.deepEqual(await onDaemon(), before);
        assert.equal(readFileSync(join(folder, `Pulumi.${stack.stack}.yaml`), "utf8"), settings);
        writeFileSync(path, whole);
    }

    before(async () => {
        stack = new StackCopy(embedded, folder, "test/live/programs/chain");
        await stack.init();
        stack.setConfig({ run: stack.name, links: LINKS });
        await stack.up();
        path = stack.stateFile;
        whole = readFileSync(path, "utf8");
    });
    after(() => stack.destroy());

    it("because it was cut in half, is named in one line with the copies that there are", async () => {
        await assertRefused(whole.slice(0, whole.length / 2), /test\.json: .* JSON .*; the file is damaged, .*\.bak/);
    });

    it("because it is empty, is named in one line with the copies that there are", async () => {
        await assertRefused("", /test\.json: Unexpected end of JSON input; the file is damaged, .*\.bak/);
    });

    it("because it holds something else, is named in one line with the copies that there are", async () => {
        for (const text of ["null", "[]", '{"version":3}', '{"version":3,"checkpoint":null}', '"text"']) {
            await assertRefused(text, /test\.json: it is not a checkpoint of Pulumi; the file is damaged, .*\.bak/);
        }
    });

    it("because it is of a newer version, is named in one line with what can read it", async () => {
        const newer = whole.replace('"version":3', '"version":5');
        assert.notEqual(newer, whole);
        await assertRefused(newer, /test\.json: this stack's deployment version is too new: 5, .*the Pulumi CLI that/);
    });

    it("because it needs an unknown feature, is named in one line with what can read it", async () => {
        const featured = whole.replace('"version":3', '"version":4,"features":["zork"]');
        assert.notEqual(featured, whole);
        await assertRefused(featured, /needs support for the following features: zork; go on with the Pulumi CLI/);
    });

    it("because the passphrase is wrong, is left alone by all that would need its secrets", async () => {
        const right = stack.environment.PULUMI_CONFIG_PASSPHRASE;
        stack.environment.PULUMI_CONFIG_PASSPHRASE = "wrong";
        const showing = ["export", "output"].map((verb) => ["stack", verb, "--show-secrets", "--stack", stack.stack]);
        const opening = verbs().filter(([verb]) => verb !== "stack");
        try {
            const message = /incorrect passphrase: .*stack 'test' .*set PULUMI_CONFIG_PASSPHRASE to the correct/;
            await assertRefused(whole, message, [...opening, ...showing]);
            assert.deepEqual((await stack.outputs()).token, "[secret]");
        } finally {
            stack.environment.PULUMI_CONFIG_PASSPHRASE = right;
        }
    });

    it("is mended by copying over it what the error names", async () => {
        const half = whole.slice(0, whole.length / 2);
        rmSync(path);
        writeFileSync(path, half);
        const { stderr } = await stack.attempt("up", "--yes", "--skip-preview", "--stack", stack.stack);
        const folderOfCopies = /copy the newest file of (\S+) over it/.exec(stderr)?.[1] ?? "";
        assert.ok(existsSync(folderOfCopies), stderr);
        const newest = readdirSync(folderOfCopies)
            .filter((name) => name.endsWith(".json"))
            .sort()
            .at(-1);
        assert.ok(newest);
        copyFileSync(join(folderOfCopies, newest), path);
        await stack.run("refresh", "--yes", "--skip-preview", "--expect-no-changes", "--stack", stack.stack);
        await stack.up("--expect-no-changes");
        assert.equal((await onDaemon()).length, 2);
    });
});

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { temporaryFolder } from "../temporary-folder";
import { docker } from "./docker-view";
import { embedded } from "./engines";
import { stepEvents, whenLogged } from "./killed-engine";
import { SmallDisk } from "./small-disk";
import { StackCopy } from "./stack-copy";

const LINKS = 6;

describe("A disk that is full where the state is", () => {
    const folder = temporaryFolder("faults-full-disk");
    const log = join(folder, "events.ndjson");
    let disk: SmallDisk;
    let stack: StackCopy;
    let events: number;

    /** What the state on the disk has, which must be whole. */
    async function exported(): Promise<{ type: string; id?: string }[]> {
        const { deployment } = JSON.parse(await stack.run("stack", "export", "--stack", stack.stack)) as {
            deployment: { resources?: { type: string; id?: string }[] };
        };
        return deployment.resources ?? [];
    }

    async function volumes(): Promise<string[]> {
        const { Volumes } = await docker.listVolumes({ filters: { label: [`run=${stack.name}`] } });
        return Volumes.map(({ Name }) => Name).sort();
    }

    async function containers(): Promise<string[]> {
        const found = await docker.listContainers({ all: true, filters: { label: [`run=${stack.name}`] } });
        return found.map(({ Id }) => Id);
    }

    function files(): string[] {
        return readdirSync(disk.folder, { recursive: true, encoding: "utf8" });
    }

    /** Runs a verb that finds the disk full after so many events. */
    async function fillDuring(verb: "up" | "destroy", at: number): Promise<string> {
        const filled = whenLogged(at, log, () => disk.fill());
        const args = ["--yes", "--skip-preview", "--stack", stack.stack, "--event-log", log];
        const { code, stdout, stderr } = await stack.attempt(verb, ...args);
        await filled;
        assert.equal(code, 1, stdout + stderr);
        return stdout + stderr;
    }

    function assertTold(output: string): void {
        const lines = output.split("\n").filter((line) => line.trim().startsWith("error: "));
        assert.equal(lines.length, 1, output);
        assert.match(
            lines[0],
            /error: failed to save snapshot: .*test\.json: .*; make space there, and run this again$/,
        );
        assert.ok(lines[0].includes(stack.stateFile), output);
        assert.doesNotMatch(output, /ENOSPC/);
        assert.deepEqual(
            files().filter((file) => file.endsWith(".tmp")),
            [],
        );
        assert.deepEqual(stack.lockFiles(), []);
    }

    /** The state and the daemon have the same, once each. */
    async function assertWhole(): Promise<void> {
        const resources = await exported();
        const idsOf = (type: string) => resources.filter((one) => one.type === type).map(({ id }) => id);
        assert.deepEqual(idsOf("docker:index/volume:Volume").sort(), await volumes());
        assert.deepEqual(idsOf("docker:index/container:Container"), await containers());
        assert.equal((await volumes()).length, LINKS);
        assert.equal((await containers()).length, 1);
        await stack.up("--expect-no-changes");
    }

    before(async function () {
        const mounted = SmallDisk.mount(join(folder, "disk"), 1024);
        // Mounting takes root, and a kernel that allows it.
        if (mounted === undefined) return this.skip();
        disk = mounted;
        stack = new StackCopy(embedded, folder, "test/live/programs/chain");
        stack.environment.PULUMI_BACKEND_URL = pathToFileURL(disk.folder).href;
        await stack.init();
        stack.setConfig({ run: stack.name, links: LINKS });
        await stack.up("--event-log", log);
        events = stepEvents(log);
        await stack.destroy();
    });
    afterEach(() => disk.makeSpace());
    after(async () => {
        if ((disk as SmallDisk | undefined) === undefined) return;
        await stack.destroy();
        disk.unmount();
    });

    it("lets no update begin, and says so", async () => {
        const before = readFileSync(stack.stateFile, "utf8");
        disk.fill();
        const { code, stdout, stderr } = await stack.attempt("up", "--yes", "--stack", stack.stack);
        disk.makeSpace();
        assert.equal(code, 1);
        assert.equal(stdout, "");
        assert.match(
            stderr,
            /^error: failed to save the stack's lock: .*: no space left on device; make space there, .*\n$/,
        );
        assert.equal(readFileSync(stack.stateFile, "utf8"), before);
        assert.deepEqual(await volumes(), []);
        assert.deepEqual(stack.lockFiles(), []);
    });

    it("stops an update at any step of it, which the next one brings to its end", async () => {
        for (let at = 1; at < events; at += 6) {
            assertTold(await fillDuring("up", at));
            const known = (await exported()).filter(({ type }) => type === "docker:index/volume:Volume");
            assert.ok(known.every(({ id }) => id !== undefined && id !== ""));
            assert.ok((await volumes()).length <= known.length + 1, "at most the step at hand is not in the state");
            disk.makeSpace();
            await stack.up();
            await assertWhole();
            await stack.destroy();
        }
    });

    it("stops a destroy in its middle, which the next one brings to its end", async () => {
        await stack.up();
        // The container takes a second to stop, the volumes nothing: later the disk could be full when all is over.
        assertTold(await fillDuring("destroy", 1));
        assert.notEqual((await volumes()).length, 0);
        disk.makeSpace();
        await stack.destroy();
        assert.deepEqual([await volumes(), await containers()], [[], []]);
        assert.deepEqual(await exported(), []);
    });
});

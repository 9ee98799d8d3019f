import assert from "node:assert/strict";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { temporaryFolder } from "../temporary-folder";
import { checksums, inVolume, mountedVolumes, volumeNames } from "./docker-view";
import { embedded } from "./engines";
import { FaultyToolbox } from "./faulty-toolbox";
import { whenLogged } from "./killed-engine";
import { OneVolume, Outputs } from "./one-volume";
import { describeWithOwnDaemon, OwnDaemon } from "./own-daemon";
import type { Config } from "./stack-copy";

const FILL = "head -c 300000 /dev/urandom > random && mkdir -p deep && ln -f random deep/link && date +%N > changed";
/** How long a script waits for the daemon to come back before it gives the containers up that it stopped. */
const WAIT_SECONDS = 3;

/** A toolbox that has done a part of what it is to do, says so and does nothing more; not even Docker's own end hurries it. */
const during = (phases: string, part: string): string =>
    `case "$* to $TO" in ${phases}) trap 'exit 143' TERM; ${part}; echo "this far: $*" >&2; sleep infinity & wait ;; esac`;
const SCRATCH = "io.docker-storage.managed=scratch";
const HALF = "mkdir -p /to/.docker-storage-incomplete; head -c 100000 /from/random > /to/random";
const PROVED = "/opt/volume-tools/main.py copy verify >/dev/null";
const THIS_FAR = /this far: copy/;

/** When the daemon is killed: as soon as the engine's log has this line. */
interface Moment {
    when: string;
    logged: RegExp;
    /** What the toolbox does; as it should, unless given. */
    toolbox?: string;
}

const BESIDE: Moment[] = [
    { when: "during the first copy", logged: THIS_FAR, toolbox: during(`"copy first"*`, HALF) },
    { when: "while the rest is copied", logged: THIS_FAR, toolbox: during(`"copy rest"*`, HALF) },
    { when: "while the copy is verified", logged: THIS_FAR, toolbox: during(`"copy verify"*`, "true") },
    { when: "right before the hand-over", logged: THIS_FAR, toolbox: during(`"copy verify"*`, PROVED) },
];
const HANDED_OVER: Moment[] = [
    { when: "right after the hand-over", logged: /"resOutputsEvent".*"op":"update".*::data-gate"/ },
    { when: "while the container is replaced", logged: /"resourcePreEvent".*"create-replacement".*Container::app"/ },
    { when: "before the old volume is deleted", logged: /"resOutputsEvent".*"create-replacement".*Container::app"/ },
];
/** Should the daemon be killed late, the update gets no further. */
const HELD = during(`"copy whole to live-"*`, "true");
const IN_PLACE: Moment[] = [
    { when: "while it is set aside", logged: THIS_FAR, toolbox: during(`"copy whole to docker-storage-"*`, HALF) },
    { when: "while that is verified", logged: THIS_FAR, toolbox: during(`"copy verify to docker-storage-"*`, "true") },
    { when: "once it is set aside", logged: /"resOutputsEvent".*"delete-replaced".*::data-carry"/, toolbox: HELD },
    {
        when: "before the volume is made again",
        logged: /"resourcePreEvent".*"create-replacement".*::data-named"/,
        toolbox: HELD,
    },
    { when: "while it is brought back", logged: THIS_FAR, toolbox: during(`"copy whole to live-"*`, HALF) },
    { when: "while that is verified", logged: THIS_FAR, toolbox: during(`"copy verify to live-"*`, "true") },
    {
        when: "before what was set aside is let go of",
        logged: THIS_FAR,
        toolbox: during(`"copy verify to live-"*`, PROVED),
    },
    { when: "once it is brought back", logged: /"resOutputsEvent".*"create-replacement".*::data-carry"/ },
];

describeWithOwnDaemon("A migration whose Docker daemon is killed", function () {
    this.timeout(300_000);
    let daemon: OwnDaemon;
    let toolbox: FaultyToolbox;
    let stack: OneVolume;
    let log: string;
    let step = 0;

    before(async () => {
        const folder = temporaryFolder("faults-migration-killed-daemon");
        log = join(folder, "events.ndjson");
        daemon = new OwnDaemon(join(folder, "daemon"));
        await daemon.start();
        await daemon.loadToolbox();
        toolbox = new FaultyToolbox(daemon.docker);
        await toolbox.mend();
        stack = new OneVolume(embedded, join(folder, "stack"), { DOCKER_HOST: daemon.host, DOCKER_CONTEXT: undefined });
        await stack.init();
    });
    beforeEach(() => {
        stack.stack.environment.DOCKER_CLIENT_TIMEOUT = String(WAIT_SECONDS);
    });
    afterEach(async () => {
        await daemon.start();
        await toolbox.mend();
    });
    after(async () => {
        try {
            await stack.destroy();
            assert.deepEqual(await containers(), []);
        } finally {
            await daemon.stop();
        }
    });

    const settings = (name?: string): Config => ({
        data: { name, labels: { step: String(step) }, toolboxImage: toolbox.image, onDelete: "discard" },
        mount: { noCopy: true },
    });
    const contentsOf = (volume: string): Promise<Record<string, string>> => checksums(volume, stack.stack.environment);

    const volumes = (): Promise<string[]> => volumeNames(daemon.docker);

    async function containers(): Promise<string[]> {
        const found = await daemon.docker.listContainers({ all: true });
        return found.map(({ Labels }) => Labels["io.docker-storage.managed"]).sort();
    }

    async function isRunning(container: string): Promise<boolean> {
        return (await daemon.docker.getContainer(container).inspect()).State.Running;
    }

    /** Deploys, fills the volume, and edits a label of it. */
    async function deployed(name?: string): Promise<{ before: Outputs; contents: Record<string, string> }> {
        const before = await stack.up(settings(name));
        await inVolume(before.volume, FILL, stack.stack.environment);
        step++;
        stack.stack.setConfig(settings(name));
        return { before, contents: await contentsOf(before.volume) };
    }

    async function kill(): Promise<void> {
        // Inspecting a container waits until its start is over: Docker forgets one, and its process, if it ends before that.
        const found = await daemon.docker.listContainers({ all: true, filters: { label: [SCRATCH] } });
        for (const { Id } of found) await daemon.docker.getContainer(Id).inspect();
        await daemon.kill();
    }

    /** Runs an update during which the daemon is killed, and perhaps more; resolves to what it told. */
    async function failingUpdate({ logged, toolbox: script }: Moment, act = kill): Promise<string> {
        if (script !== undefined) await toolbox.break(script);
        const acted = whenLogged(logged, log, act);
        const args = ["--yes", "--skip-preview", "--stack", stack.stack.stack, "--event-log", log];
        const [{ code, stdout, stderr }] = await Promise.all([stack.stack.attempt("up", ...args), acted]);
        assert.equal(code, 1, stdout + stderr);
        assert.doesNotMatch(stdout, /toolboxImage/, "no image is missing");
        return stdout;
    }

    function assertNamed(told: string): void {
        assert.ok(told.includes(`the Docker daemon at ${daemon.host}`), told);
    }

    /** The next update finishes the job, and nothing of the first is left over. */
    async function assertFinished(name: string | undefined, contents: Record<string, string>): Promise<void> {
        await toolbox.mend();
        const { volume, container } = await stack.up(settings(name));
        assert.deepEqual(await contentsOf(volume), contents);
        assert.equal((await daemon.docker.getVolume(volume).inspect()).Labels.step, String(step));
        assert.deepEqual(await mountedVolumes(container, daemon.docker), [volume]);
        assert.ok(await isRunning(container));
        assert.deepEqual(await volumes(), [volume]);
        const left = await daemon.docker.listContainers({ all: true });
        assert.deepEqual(await containers(), ["container", "mount"], JSON.stringify(left, undefined, 1));
    }

    for (const moment of BESIDE) {
        it(`${moment.when} leaves the old volume whole, and the next update finishes`, async () => {
            const { before, contents } = await deployed();
            const told = await failingUpdate(moment);
            assertNamed(told);
            assert.match(
                told,
                new RegExp(`volume ${before.volume} still holds the data; .* The next update tries again`),
            );
            await daemon.start();
            // As any container that is not to be restarted, whether the migration had stopped it or not.
            assert.equal(await isRunning(before.container), false);
            assert.equal(
                told.includes("start it, unless the next update is to replace it"),
                /stopping/.test(told),
                told,
            );
            assert.deepEqual(await contentsOf(before.volume), contents);
            await inVolume(before.volume, "date +%N > written-since", stack.stack.environment);
            await assertFinished(undefined, await contentsOf(before.volume));
        });
    }

    for (const moment of HANDED_OVER) {
        it(`${moment.when} leaves both volumes whole, and the next update finishes`, async () => {
            const { before, contents } = await deployed();
            assertNamed(await failingUpdate(moment));
            await daemon.start();
            for (const volume of await volumes()) assert.deepEqual(await contentsOf(volume), contents);
            assert.equal((await volumes()).length, 2);
            assert.ok((await volumes()).includes(before.volume));
            await assertFinished(undefined, contents);
        });
    }

    for (const moment of IN_PLACE) {
        it(`${moment.when}, to make a volume of the same name, loses no byte, and the next update finishes`, async () => {
            const name = `${stack.name}-fixed`;
            const { contents } = await deployed(name);
            const told = await failingUpdate(moment);
            assertNamed(told);
            await daemon.start();
            const kept = await Promise.all((await volumes()).map(contentsOf));
            assert.ok(
                kept.some((found) => isDeepStrictEqual(found, contents)),
                `no volume holds all of the data: ${told}`,
            );
            if (moment.logged === THIS_FAR) assert.match(told, /still holds the data; .* The next update tries again/);
            await assertFinished(name, contents);
        });
    }

    it("and is soon started again has the stopped containers running on the old volume when the update ends", async () => {
        delete stack.stack.environment.DOCKER_CLIENT_TIMEOUT;
        const { before, contents } = await deployed();
        const told = await failingUpdate(BESIDE[1], async () => {
            await kill();
            await daemon.start();
        });
        assert.doesNotMatch(told, /does not start again/);
        assert.ok(await isRunning(before.container));
        assert.deepEqual(await mountedVolumes(before.container, daemon.docker), [before.volume]);
        assert.deepEqual(await contentsOf(before.volume), contents);
        await assertFinished(undefined, contents);
    });

    it("leaves a container that is always to be restarted to Docker, and the next update copies what it wrote since", async () => {
        stack.stack.setConfig({ restart: "always" });
        const { before } = await deployed();
        await failingUpdate(BESIDE[1]);
        await daemon.start();
        assert.ok(await isRunning(before.container));
        await inVolume(before.volume, "date +%N > written-since", stack.stack.environment);
        await assertFinished(undefined, await contentsOf(before.volume));
    });
});

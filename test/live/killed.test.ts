import assert from "node:assert/strict";
import { join } from "node:path";
import { chooseEngine } from "../../setup/engine.mjs";
import { temporaryFolder } from "../temporary-folder";
import { checksums, docker, inVolume, mountedVolumes, volumeExists } from "./docker-view";
import { killAfter, stepEvents } from "./killed-engine";
import { StackCopy } from "./stack-copy";

const { command } = chooseEngine("embedded", join(__dirname, "..", ".."));
const EXPECTED = { containers: 2, volumes: 2, networks: 1 };
/** Stacks that are killed and mended side by side. */
const LANES = 3;

/** A stack of twelve resources, killed at one moment after the other. */
class Victim {
    private readonly stack: StackCopy;
    private readonly log: string;
    private step = 0;
    private contents: Record<string, string> = {};

    constructor(private readonly folder: string) {
        this.stack = new StackCopy(command, folder, "test/live/programs/twelve-resources");
        this.log = join(folder, "events.ndjson");
    }

    async init(): Promise<void> {
        await this.stack.init();
        this.next();
    }

    /** What the daemon has of this stack. */
    async onDaemon(): Promise<typeof EXPECTED> {
        const filters = { label: [`run=${this.stack.name}`] };
        const [containers, { Volumes }, networks] = await Promise.all([
            docker.listContainers({ all: true, filters }),
            docker.listVolumes({ filters }),
            docker.listNetworks({ filters }),
        ]);
        return { containers: containers.length, volumes: Volumes.length, networks: networks.length };
    }

    /** Edits the label that has the volume replaced. */
    next(): void {
        this.stack.setConfig({ run: this.stack.name, step: String(++this.step) });
    }

    async up(...args: string[]): Promise<void> {
        await this.stack.up("--event-log", this.log, ...args);
    }

    async destroy(): Promise<void> {
        await this.stack.run(
            "destroy",
            "--yes",
            "--skip-preview",
            "--stack",
            this.stack.stack,
            "--event-log",
            this.log,
        );
    }

    stepEvents(): number {
        return stepEvents(this.log);
    }

    async fill(): Promise<void> {
        const volume = await this.volume();
        await inVolume(volume, "head -c 200000 /dev/urandom > random; mkdir -p deep; cp random deep/copy");
        this.contents = await checksums(volume);
    }

    async volume(): Promise<string> {
        return String((await this.stack.outputs()).volume);
    }

    /** Kills an operation after so many events; the lock that it leaves is taken away, as the engine asks for. */
    async kill(verb: "up" | "destroy", events: number): Promise<void> {
        const line = [...command, verb, "--yes", "--skip-preview", "--non-interactive"];
        const args = ["--stack", this.stack.stack, "--event-log", this.log];
        const killed = await killAfter(events, [...line, ...args], this.log, {
            cwd: this.folder,
            env: this.stack.environment,
        });
        if (killed) await this.stack.run("cancel", "--yes", this.stack.stack);
    }

    /** Nothing is missing, orphaned or there twice, the data is whole, and there is nothing left to do. */
    async assertWhole(): Promise<void> {
        assert.deepEqual(await this.onDaemon(), EXPECTED);
        const volume = await this.volume();
        const found = await checksums(volume);
        assert.deepEqual({ ...found, ...this.contents }, found);
        const filters = { label: [`run=${this.stack.name}`] };
        for (const { Id, State } of await docker.listContainers({ all: true, filters })) {
            assert.equal(State, "running");
            assert.deepEqual(await mountedVolumes(Id), [volume]);
        }
        await this.up("--expect-no-changes");
    }

    async cleanUp(): Promise<void> {
        await this.destroy();
        assert.deepEqual(await this.onDaemon(), { containers: 0, volumes: 0, networks: 0 });
        assert.equal(await volumeExists(this.stack.snapshotsVolume), false);
    }
}

/** Every fourth moment takes minutes, and every single one half an hour: KILL_STRIDE=1 has those. */
const STRIDE = Number(process.env.KILL_STRIDE ?? 4);

/** Kills at one event after the other, the stacks taking turns. */
async function atEveryMoment(
    victims: Victim[],
    events: number,
    attempt: (victim: Victim, at: number) => Promise<void>,
): Promise<void> {
    const all = Array.from({ length: events }, (_, index) => index + 1);
    const moments = all.filter((at) => at % STRIDE === 0);
    const lane = async (victim: Victim): Promise<void> => {
        for (let at = moments.shift(); at !== undefined; at = moments.shift()) {
            await attempt(victim, at).catch((error: unknown) => {
                throw new Error(`killed after ${at} of ${events} events`, { cause: error });
            });
        }
    };
    const results = await Promise.allSettled(victims.map(lane));
    const failure = results.find((result) => result.status === "rejected");
    if (failure) throw failure.reason;
}

describe("An engine that is killed at any moment", function () {
    this.timeout(3_600_000 / STRIDE);
    const folders = Array.from({ length: LANES }, (_, index) => temporaryFolder(`killed-${index}`));
    let victims: Victim[] = [];

    before(async () => {
        victims = folders.map((folder) => new Victim(folder));
        for (const victim of victims) await victim.init();
    });
    after(() => Promise.all(victims.map((victim) => victim.cleanUp())));

    it("leaves a deployment that the next update brings to the same end", async () => {
        const [first] = victims;
        await first.up();
        const events = first.stepEvents();
        assert.ok(events >= 24, `${events} events`);
        await first.destroy();
        await atEveryMoment(victims, events, async (victim, at) => {
            await victim.kill("up", at);
            await victim.up();
            await victim.assertWhole();
            await victim.destroy();
            assert.deepEqual(await victim.onDaemon(), { containers: 0, volumes: 0, networks: 0 });
        });
    });

    it("leaves an update with replacements whose data the next update brings along, every byte", async () => {
        const [first] = victims;
        for (const victim of victims) {
            await victim.up();
            await victim.fill();
        }
        first.next();
        await first.up();
        const events = first.stepEvents();
        assert.ok(events >= 24, `${events} events`);
        await atEveryMoment(victims, events, async (victim, at) => {
            victim.next();
            await victim.kill("up", at);
            await victim.up();
            await victim.assertWhole();
        });
    });

    it("leaves a destroy that the next destroy finishes", async () => {
        const [first] = victims;
        await first.up();
        await first.destroy();
        const events = first.stepEvents();
        assert.ok(events >= 24, `${events} events`);
        await atEveryMoment(victims, events, async (victim, at) => {
            await victim.up();
            await victim.kill("destroy", at);
            await victim.destroy();
            assert.deepEqual(await victim.onDaemon(), { containers: 0, volumes: 0, networks: 0 });
        });
    });
});

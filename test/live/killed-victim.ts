import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { pointsToTry } from "../points";
import { checksums, docker, inVolume, mountedVolumes, volumeExists } from "./docker-view";
import { embedded } from "./engines";
import { killAfter, stepEvents } from "./killed-engine";
import { StackCopy } from "./stack-copy";

/** What the daemon has of a stack that is whole. */
const EXPECTED = { containers: 2, volumes: 2, networks: 1 };
export const GONE: typeof EXPECTED = { containers: 0, volumes: 0, networks: 0 };
/** Stacks that are killed and mended side by side. */
const LANES = 2;
/** A few moments take minutes, and every single one half an hour. */
const { first, every, told } = pointsToTry(36);

/** A stack of twelve resources, killed at one moment after the other. */
export class Victim {
    private readonly stack: StackCopy;
    private readonly log: string;
    private step = 0;
    private contents: Record<string, string> = {};

    constructor(private readonly folder: string) {
        this.stack = new StackCopy(embedded, folder, "test/live/programs/twelve-resources");
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
        const line = [...embedded, verb, "--yes", "--skip-preview", "--non-interactive"];
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
        assert.deepEqual(await this.onDaemon(), GONE);
        assert.equal(await volumeExists(this.stack.snapshotsVolume), false);
    }
}

/** Kills at one event after the other, the stacks taking turns. */
export async function atEveryMoment(
    victims: Victim[],
    events: number,
    attempt: (victim: Victim, at: number) => Promise<void>,
): Promise<void> {
    assert.ok(events >= 24, `${events} events`);
    const all = Array.from({ length: events }, (_, index) => index + 1);
    const moments = all.filter((at) => at >= first && (at - first) % every === 0);
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

/** Declares a suite with stacks whose engine is killed. */
export function describeKilled(title: string, suite: (victims: Victim[]) => void): void {
    describe(`${title} (events: ${told})`, function () {
        this.timeout(3_600_000);
        const folders = Array.from({ length: LANES }, (_, index) => temporaryFolder(`killed-${index}`));
        const victims: Victim[] = [];

        before(async () => {
            victims.push(...folders.map((folder) => new Victim(folder)));
            for (const victim of victims) await victim.init();
        });
        after(() => Promise.all(victims.map((victim) => victim.cleanUp())));

        suite(victims);
    });
}

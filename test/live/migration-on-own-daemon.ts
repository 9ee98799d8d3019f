import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { onPath } from "../../setup/machine.mjs";
import { temporaryFolder } from "../temporary-folder";
import { checksums, inVolume, mountedVolumes, volumeNames } from "./docker-view";
import { embedded } from "./engines";
import { FaultyToolbox } from "./faulty-toolbox";
import { HeldEngine } from "./held-engine";
import { whenLogged } from "./killed-engine";
import { OneVolume, Outputs } from "./one-volume";
import { describeWithOwnDaemon, OwnDaemon } from "./own-daemon";
import type { Config } from "./stack-copy";

const FILL = "head -c 300000 /dev/urandom > random && mkdir -p deep && ln -f random deep/link && date +%N > changed";
const SCRATCH = "io.docker-storage.managed=scratch";
/** Between its tries, a script that waits for the daemon to come back sleeps for a second: here a minute of that is over soon. */
const IMPATIENT = `#!/bin/sh
[ "$*" = 1 ] || exec "${onPath("sleep")}" "$@"
`;

/** A toolbox that has done a part of what it is to do, says so and does nothing more; not even Docker's own end hurries it. */
export const during = (phases: string, part: string): string =>
    `case "$* to $TO" in ${phases}) trap 'exit 143' TERM; ${part}; echo "this far: $*" >&2; sleep infinity & wait ;; esac`;
export const HALF = "mkdir -p /to/.docker-storage-incomplete; head -c 100000 /from/random > /to/random";
export const PROVED = "/opt/volume-tools/main.py copy verify >/dev/null";
export const THIS_FAR = /this far: copy/;

/** When the daemon is killed: once the engine's log has this line. The update gets no further before. */
export interface Moment {
    when: string;
    logged: RegExp;
    /** The toolbox that keeps the update there; without one, the engine stands still. */
    toolbox?: string;
}

export const WHILE_THE_REST_IS_COPIED: Moment = {
    when: "while the rest is copied",
    logged: THIS_FAR,
    toolbox: during(`"copy rest"*`, HALF),
};

/** Declares a suite of migrations whose daemon is killed; it is skipped, and counted, where none can be started. */
export function describeKilledDaemon(title: string, suite: (migration: MigrationOnOwnDaemon) => void): void {
    describeWithOwnDaemon(title, () => {
        const migration = new MigrationOnOwnDaemon();

        before(() => migration.start());
        afterEach(() => migration.mend());
        after(() => migration.end());

        suite(migration);
    });
}

/** A stack of one volume on a daemon that is killed while the volume is replaced. */
export class MigrationOnOwnDaemon {
    readonly daemon: OwnDaemon;
    readonly stack: OneVolume;
    private readonly toolbox: FaultyToolbox;
    private readonly log: string;
    private readonly engine: HeldEngine;
    private readonly impatience: string;
    private step = 0;
    private update: Promise<unknown> | undefined;

    constructor() {
        const folder = temporaryFolder("killed-daemon");
        this.log = join(folder, "events.ndjson");
        this.daemon = new OwnDaemon(join(folder, "daemon"));
        this.toolbox = new FaultyToolbox(this.daemon.docker);
        const environment = { DOCKER_HOST: this.daemon.host, DOCKER_CONTEXT: undefined };
        this.stack = new OneVolume(embedded, join(folder, "stack"), environment);
        this.engine = new HeldEngine(join(folder, "engine"));
        this.impatience = join(folder, "impatience");
        mkdirSync(this.impatience);
        writeFileSync(join(this.impatience, "sleep"), IMPATIENT);
        chmodSync(join(this.impatience, "sleep"), 0o755);
    }

    async start(): Promise<void> {
        await this.daemon.startWithToolbox();
        await this.toolbox.mend();
        await this.stack.init();
    }

    /** What is to be done after each test. */
    async mend(): Promise<void> {
        // Of a test that failed in the middle: what goes on would keep the stack from all that follow.
        if (this.update !== undefined) await this.daemon.kill();
        await this.update;
        await this.daemon.start();
        await this.toolbox.mend();
    }

    async end(): Promise<void> {
        try {
            await this.stack.destroy();
            assert.deepEqual(await this.containers(), []);
        } finally {
            await this.daemon.stop();
        }
    }

    private settings(name?: string): Config {
        const labels = { step: String(this.step) };
        return {
            // Nothing but the migration is at work when the daemon is killed.
            data: { name, labels, toolboxImage: this.toolbox.image, onDelete: "discard", measureUsage: false },
            mount: { noCopy: true },
        };
    }

    contentsOf(volume: string): Promise<Record<string, string>> {
        return checksums(volume, this.stack.stack.environment);
    }

    async write(volume: string, command: string): Promise<void> {
        await inVolume(volume, command, this.stack.stack.environment);
    }

    volumes(): Promise<string[]> {
        return volumeNames(this.daemon.docker);
    }

    private async containers(): Promise<string[]> {
        const found = await this.daemon.docker.listContainers({ all: true });
        const isScratch = (labels: Record<string, string>): boolean =>
            labels["io.docker-storage.managed"] === "scratch";
        // A busy daemon that was killed may fail to remove a container that it was to remove (--rm), and leaves it dead.
        return found
            .filter(({ State, Labels }) => !(State === "dead" && isScratch(Labels)))
            .map(({ Labels }) => Labels["io.docker-storage.managed"])
            .sort();
    }

    async isRunning(container: string): Promise<boolean> {
        return (await this.daemon.docker.getContainer(container).inspect()).State.Running;
    }

    /** Deploys, fills the volume, and edits a label of it. */
    async deployed(name?: string): Promise<{ before: Outputs; contents: Record<string, string> }> {
        const before = await this.stack.up(this.settings(name));
        await this.write(before.volume, FILL);
        this.step++;
        this.stack.stack.setConfig(this.settings(name));
        return { before, contents: await this.contentsOf(before.volume) };
    }

    async kill(): Promise<void> {
        // Inspecting a container waits until its start is over: Docker forgets one, and its process, if it ends before that.
        const found = await this.daemon.docker.listContainers({ all: true, filters: { label: [SCRATCH] } });
        for (const { Id } of found) await this.daemon.docker.getContainer(Id).inspect();
        await this.daemon.kill();
    }

    /** Runs an update during which the daemon is killed, for good unless given; resolves to what it told. */
    async failingUpdate({ logged, toolbox }: Moment, act?: () => Promise<void>): Promise<string> {
        if (toolbox !== undefined) await this.toolbox.break(toolbox);
        const { stack } = this.stack;
        const before = { ...stack.environment };
        if (act === undefined) stack.environment.PATH = `${this.impatience}${delimiter}${before.PATH}`;
        if (toolbox === undefined) Object.assign(stack.environment, this.engine.at(logged));
        let hasCome = false;
        const acted = whenLogged(logged, this.log, async () => {
            hasCome = true;
            try {
                await (act ?? (() => this.kill()))();
            } finally {
                if (toolbox === undefined) this.engine.letGo();
            }
        });
        const args = ["--yes", "--skip-preview", "--stack", stack.stack, "--event-log", this.log];
        const update = stack.attempt("up", ...args).finally(() => (this.update = undefined));
        this.update = update;
        // What the engine runs with was given to it when it was started.
        for (const name of Object.keys(stack.environment)) stack.environment[name] = before[name];
        // It ends without the event if something else went wrong.
        await Promise.race([acted, update]);
        const { code, stdout, stderr } = await update;
        assert.ok(hasCome, `${logged} was never logged:\n${stdout}${stderr}`);
        await acted;
        assert.equal(code, 1, stdout + stderr);
        assert.doesNotMatch(stdout, /toolboxImage/, "no image is missing");
        return stdout;
    }

    assertNamed(told: string): void {
        assert.ok(told.includes(`the Docker daemon at ${this.daemon.host}`), told);
    }

    /** The next update finishes the job, and nothing of the first is left over. */
    async assertFinished(name: string | undefined, contents: Record<string, string>): Promise<void> {
        await this.toolbox.mend();
        const { volume, container } = await this.stack.up(this.settings(name));
        assert.deepEqual(await this.contentsOf(volume), contents);
        assert.equal((await this.daemon.docker.getVolume(volume).inspect()).Labels.step, String(this.step));
        assert.deepEqual(await mountedVolumes(container, this.daemon.docker), [volume]);
        assert.ok(await this.isRunning(container));
        assert.deepEqual(await this.volumes(), [volume]);
        const left = await this.daemon.docker.listContainers({ all: true });
        assert.deepEqual(await this.containers(), ["container", "mount"], JSON.stringify(left, undefined, 1));
    }
}

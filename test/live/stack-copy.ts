import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";
import { engineEnvironment } from "../../setup/engine.mjs";
import { embeddedInOneProcess, Ended, Engine, runProcess } from "../engine-process";
import { setStackConfig } from "../stack-settings";
import { compileProgram } from "./compiled-program";
import { embedded } from "./engines";

const project = join(__dirname, "..", "..");

export type Config = Record<string, unknown>;

interface Settings {
    plugins?: { providers?: { path: string }[] };
}

interface PendingOperation {
    type: string;
    resource: { urn: string; inputs: { name?: string } };
}

/** In the first tier one process of the embedded engine carries out all commands of a stack, as loading it takes longer than most. */
function sharesProcess(command: string[]): boolean {
    return process.env.TEST_SHARE_ENGINE === "true" && command === embedded;
}

/** A copy of a Pulumi project with a name, a state folder and a stack of its own, run by one engine. */
export class StackCopy {
    readonly name = `live-${randomBytes(4).toString("hex")}`;
    readonly stack = "test";
    /** What the engine runs with. */
    readonly environment: NodeJS.ProcessEnv;
    private engine: Engine | undefined;
    private isBusy = false;

    /** @param command what stands for `pulumi`; @param source the project's folder, from the repository's root */
    constructor(
        private command: string[],
        private readonly folder: string,
        source = ".",
        environment: NodeJS.ProcessEnv = {},
    ) {
        const original = join(project, source);
        const isTestsOwn = source.startsWith("test/") && existsSync(join(original, "index.ts"));
        if (isTestsOwn) compileProgram(original, folder);
        else
            for (const file of ["index.ts", "tsconfig.json", "tsconfig.base.json", "package.json"]) {
                if (existsSync(join(original, file))) {
                    cpSync(join(original, file), join(folder, file));
                }
            }
        symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
        const settings = parse(readFileSync(join(original, "Pulumi.yaml"), "utf8")) as Settings;
        for (const plugin of settings.plugins?.providers ?? []) {
            plugin.path = resolve(original, plugin.path);
        }
        const runtime = isTestsOwn && { runtime: { name: "nodejs", options: { typescript: false } } };
        writeFileSync(join(folder, "Pulumi.yaml"), stringify({ ...settings, name: this.name, ...runtime }));
        this.environment = engineEnvironment(folder, {
            ...process.env,
            ...environment,
            PULUMI_BACKEND_URL: undefined,
            PULUMI_CONFIG_PASSPHRASE: randomBytes(8).toString("hex"),
            PULUMI_STACK: undefined,
        });
    }

    /** Where `PULUMI_BACKEND_URL` has the state. */
    get stateFile(): string {
        return join(this.backend, "stacks", this.name, `${this.stack}.json`);
    }

    /** What the state says was begun and not ended. */
    pendingOperations(): PendingOperation[] {
        const { checkpoint } = JSON.parse(readFileSync(this.stateFile, "utf8")) as {
            checkpoint: { latest: { pending_operations?: PendingOperation[] } };
        };
        return checkpoint.latest.pending_operations ?? [];
    }

    /** The folder in which locks are. */
    get locks(): string {
        return join(this.backend, "locks", "organization", this.name, this.stack);
    }

    /** The names of the locks that are held on the stack. */
    lockFiles(): string[] {
        return existsSync(this.locks) ? readdirSync(this.locks) : [];
    }

    /** A key of the project's own, unless it says whose it is. */
    private fullKey(key: string): string {
        return key.includes(":") ? key : `${this.name}:${key}`;
    }

    private get backend(): string {
        return join(fileURLToPath(this.environment.PULUMI_BACKEND_URL ?? ""), ".pulumi");
    }

    get snapshotsVolume(): string {
        return `${this.name}-snapshots`;
    }

    /** Edits Pulumi.<stack>.yaml as a person would. A key without a namespace is one of the project's own. */
    setConfig(config: Config): void {
        const keyed = Object.entries(config).map(([key, value]) => [this.fullKey(key), value]);
        setStackConfig(this.folder, this.stack, Object.fromEntries(keyed) as Config);
    }

    /** Sets a secret value at a path; it reaches the engine through stdin, and no process list shows it. */
    async setSecret(path: string, value: string): Promise<void> {
        const key = this.fullKey(path);
        const args = ["config", "set", "--path", "--secret", key, "--stack", this.stack];
        const { succeeded, output } = await this.group(args, (_, stdin) => stdin.end(value));
        if (!succeeded) throw new Error(output);
    }

    /** From now on another engine does the work, on the same state with the same passphrase. */
    handTo(command: string[]): void {
        this.command = command;
        this.engine = undefined;
    }

    /** Snapshots go to a volume, where any user sees them and a test removes them; by default Docker's own folder has them. */
    async init(): Promise<void> {
        await this.run("stack", "init", this.stack);
        this.setConfig({ "docker-storage:snapshots": { volume: this.snapshotsVolume } });
    }

    /** Runs one of the engine's verbs; resolves to what it printed, and rejects with that when it failed. */
    async run(...args: string[]): Promise<string> {
        const { exitCode, stdout, stderr } = await this.carryOut(args);
        if (exitCode !== 0) throw new Error(`${args.join(" ")} failed:\n${stdout}${stderr}`);
        return stdout;
    }

    /** Runs one of the engine's verbs; resolves to what came of it, a failure too. */
    async attempt(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
        const { exitCode, stdout, stderr } = await this.carryOut(args);
        return { code: exitCode, stdout, stderr };
    }

    private async carryOut(args: string[]): Promise<Ended> {
        const line = [...args, "--non-interactive"];
        const surroundings = { cwd: this.folder, env: this.environment };
        // Node takes its options from the environment when it starts.
        const hasOptionsOfItsOwn = this.environment.NODE_OPTIONS !== process.env.NODE_OPTIONS;
        if (!sharesProcess(this.command) || hasOptionsOfItsOwn || this.isBusy)
            return runProcess([...this.command, ...line], surroundings);
        this.isBusy = true;
        try {
            this.engine ??= embeddedInOneProcess(surroundings);
            return await this.engine.run(line, this.environment);
        } finally {
            this.isBusy = false;
        }
    }

    /** Runs one of the engine's verbs as the leader of a process group; resolves to its end, and what it printed. */
    async group(
        args: string[],
        started: (processGroup: number, stdin: Writable) => void,
    ): Promise<{ succeeded: boolean; output: string }> {
        const [program, ...prefix] = this.command;
        const child = spawn(program, [...prefix, ...args, "--non-interactive"], {
            cwd: this.folder,
            env: this.environment,
            detached: true,
            stdio: ["pipe", "pipe", "pipe"],
        });
        await once(child, "spawn");
        started(child.pid ?? 0, child.stdin);
        child.stdin.end();
        const closed = once(child, "close") as Promise<[number | null]>;
        const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
        const [code] = await closed;
        return { succeeded: code === 0, output: output + errors };
    }

    up(...args: string[]): Promise<string> {
        return this.run("up", "--yes", "--skip-preview", "--stack", this.stack, ...args);
    }

    async outputs(): Promise<Record<string, unknown>> {
        return JSON.parse(await this.run("stack", "output", "--json", "--stack", this.stack)) as Record<
            string,
            unknown
        >;
    }

    async destroy(): Promise<void> {
        await this.run("destroy", "--yes", "--skip-preview", "--stack", this.stack);
    }
}

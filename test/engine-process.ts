import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import { join } from "node:path";

const HOST = join(__dirname, "engine-host.cjs");

export interface Ended {
    exitCode: number;
    stdout: string;
    stderr: string;
    /** Both streams, as a terminal would show them. */
    printed: string;
}

/** Where commands run, and with which environment. */
export interface Surroundings {
    cwd: string;
    env: NodeJS.ProcessEnv;
}

/** What carries out the commands of one project, one after the other. */
export interface Engine {
    /** @param env in place of the environment that it was started with */
    run(args: string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
    /** No command is going to come any more. Without it, an engine that does nothing ends with this process. */
    end(): Promise<void>;
}

export type EngineStart = (surroundings: Surroundings) => Engine;

export function runProcess(command: string[], surroundings: Surroundings): Promise<Ended> {
    return new Promise((done, failed) => {
        const child = spawn(command[0], command.slice(1), { ...surroundings, stdio: ["ignore", "pipe", "pipe"] });
        const [stdout, stderr, printed]: Buffer[][] = [[], [], []];
        child.stdout.on("data", (bytes: Buffer) => stdout.push(bytes));
        child.stderr.on("data", (bytes: Buffer) => stderr.push(bytes));
        for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => printed.push(bytes));
        child.on("error", failed);
        child.on("close", (code, signal) => {
            const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString("utf8");
            if (code === null) failed(new Error(`${command.join(" ")} was ended by ${signal}:\n${text(printed)}`));
            else done({ exitCode: code, stdout: text(stdout), stderr: text(stderr), printed: text(printed) });
        });
    });
}

/** An engine that is a command line: a process for each command. */
export function processPerCommand(command: string[]): EngineStart {
    return (surroundings) => ({
        run: (args, env = surroundings.env) => runProcess([...command, ...args], { ...surroundings, env }),
        end: () => Promise.resolve(),
    });
}

/** The embedded engine in one process for all commands, which is not this one: it has a folder and an environment of its own. */
export function embeddedInOneProcess(surroundings: Surroundings): Engine {
    const child = fork(HOST, { ...surroundings, execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] });
    const complaints: Buffer[] = [];
    child.stderr?.on("data", (bytes: Buffer) => complaints.push(bytes));
    // Not "close": a child that its parent disconnected from never emits it.
    const exited = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
    const toldAll = child.stderr === null ? undefined : once(child.stderr, "close");
    let isBusy = false;

    async function ended(): Promise<never> {
        const [code, signal] = await exited;
        await toldAll;
        const text = Buffer.concat(complaints).toString("utf8");
        throw new Error(`the engine's process ended with ${code ?? String(signal)}:\n${text}`);
    }

    /** Whether this process is to stay until the engine has answered. */
    function keepAwake(yes: boolean): void {
        for (const one of [child, child.channel, child.stderr as Socket | null])
            if (yes) one?.ref();
            else one?.unref();
    }
    keepAwake(false);

    return {
        run: async (args, env = surroundings.env) => {
            isBusy = true;
            keepAwake(true);
            const answered = once(child, "message") as Promise<[Ended]>;
            child.send({ args, env });
            const [answer] = await Promise.race([answered, ended()]);
            isBusy = false;
            keepAwake(false);
            return answer;
        },
        end: async () => {
            // A command that somebody gave up waiting for.
            keepAwake(true);
            if (isBusy) child.kill("SIGKILL");
            // Otherwise it ends by itself, unless the engine left something running, which would keep a command from its end, too.
            else if (child.connected) child.disconnect();
            const [code] = await exited;
            if (code !== 0 && !isBusy) await ended();
        },
    };
}

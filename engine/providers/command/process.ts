import { ChildProcess, spawn } from "node:child_process";
import { stat } from "node:fs/promises";
import { getSystemErrorMap } from "node:util";

/** A folder to run in: as it was given (which messages name), and resolved. */
export interface Folder {
    named: string;
    path: string;
}

export interface ProcessOptions {
    command: string[];
    folder: Folder;
    environment: NodeJS.ProcessEnv;
    /** Empty: the process reads from /dev/null. */
    stdin: string;
    /** When aborted, the process and everything it started are killed. */
    signal: AbortSignal;
    onOutput: (stream: "stdout" | "stderr", bytes: Buffer) => void;
}

export interface EndedProcess {
    /** Why it did not start or not end with status 0, in Go's words; absent when it did. */
    failure?: string;
    stdout: string;
    stderr: string;
    /** Both streams in the order in which they were written. */
    stdoutAndStderr: string;
}

/** Names of signals as Go's `syscall.Signal` prints them. */
const SIGNAL_NAMES: Partial<Record<NodeJS.Signals, string>> = {
    SIGHUP: "hangup",
    SIGINT: "interrupt",
    SIGQUIT: "quit",
    SIGILL: "illegal instruction",
    SIGTRAP: "trace/breakpoint trap",
    SIGABRT: "aborted",
    SIGBUS: "bus error",
    SIGFPE: "floating point exception",
    SIGKILL: "killed",
    SIGUSR1: "user defined signal 1",
    SIGSEGV: "segmentation fault",
    SIGUSR2: "user defined signal 2",
    SIGPIPE: "broken pipe",
    SIGALRM: "alarm clock",
    SIGTERM: "terminated",
};

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
    return error instanceof Error && "code" in error;
}

function systemMessage(error: unknown): string {
    if (!isSystemError(error)) return String(error);
    return (error.errno !== undefined && getSystemErrorMap().get(error.errno)?.[1]) || error.message;
}

function startFailure(program: string, error: unknown): string {
    if (!program.includes("/") && isSystemError(error) && error.code === "ENOENT") {
        return `exec: ${JSON.stringify(program)}: executable file not found in $PATH`;
    }
    return `fork/exec ${program}: ${systemMessage(error)}`;
}

/** A process that has left the group survives and may hold the pipes open: they are dropped, so that nothing waits for it. */
function killGroup(child: ChildProcess): void {
    if (child.pid === undefined) return;
    try {
        process.kill(-child.pid, "SIGKILL");
    } catch (error) {
        if (!isSystemError(error) || error.code !== "ESRCH") throw error;
    }
    child.stdout?.destroy();
    child.stderr?.destroy();
}

function isTimeout(signal: AbortSignal): boolean {
    return signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
}

/** Runs a process in a group of its own and waits for its end and for the end of its output. */
export async function runProcess(options: ProcessOptions): Promise<EndedProcess> {
    const { command, folder, environment, stdin, signal, onOutput } = options;
    const [program, ...args] = command;
    const notRun = (failure: string): EndedProcess => ({ failure, stdout: "", stderr: "", stdoutAndStderr: "" });
    if (signal.aborted) return notRun(isTimeout(signal) ? "context deadline exceeded" : "context canceled");
    try {
        await stat(folder.path);
    } catch (error) {
        return notRun(`chdir ${folder.named}: ${systemMessage(error)}`);
    }
    const printed = { stdout: [] as Buffer[], stderr: [] as Buffer[], both: [] as Buffer[] };
    const failure = await new Promise<string | undefined>((done) => {
        const child = spawn(program, args, { cwd: folder.path, env: environment, detached: true });
        const kill = () => killGroup(child);
        const end = (text?: string) => {
            signal.removeEventListener("abort", kill);
            done(text);
        };
        signal.addEventListener("abort", kill);
        for (const stream of ["stdout", "stderr"] as const) {
            child[stream].on("data", (bytes: Buffer) => {
                printed[stream].push(bytes);
                printed.both.push(bytes);
                onOutput(stream, bytes);
            });
        }
        // A process need not read its input: its end is what tells whether that was an error.
        child.stdin.on("error", () => {});
        child.stdin.end(stdin);
        child.on("error", (error) => end(startFailure(program, error)));
        child.on("close", (code, by) => {
            if (by !== null) end(`signal: ${SIGNAL_NAMES[by] ?? by}`);
            else end(code === 0 ? undefined : `exit status ${code}`);
        });
    });
    const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString("utf8");
    return { failure, stdout: text(printed.stdout), stderr: text(printed.stderr), stdoutAndStderr: text(printed.both) };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Operation } from "../operation";

export interface Output {
    stdout: string;
    stderr: string;
}

export interface Run extends Output {
    end: "done" | "failed" | "out of time";
    seconds: number;
}

/** Nobody is there to answer: standard input is at its end. After the limit, it and all that it started is killed. */
export async function limitedRun(
    { command, folder, environment }: Operation,
    limitSeconds: number,
    signal: AbortSignal,
): Promise<Run> {
    signal.throwIfAborted();
    const [file, ...args] = command;
    const startedAt = performance.now();
    const child = spawn(file, args, {
        cwd: folder,
        env: environment,
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
    });
    const output: Output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitSeconds * 1000)]);
    // A process group of its own, since it was started detached.
    const kill = (): unknown => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
    limit.addEventListener("abort", kill);
    const [code] = (await once(child, "close").finally(() => {
        limit.removeEventListener("abort", kill);
    })) as [number | null];
    const seconds = (performance.now() - startedAt) / 1000;
    return { ...output, end: limit.aborted ? "out of time" : code === 0 ? "done" : "failed", seconds };
}

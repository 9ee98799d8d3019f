import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { toolboxImage } from "../../setup/toolbox.mjs";

export interface Result {
    code: number | null;
    stdout: string;
    stderr: string;
}

/**
 * Runs a script of the components as a command of the stack does.
 * @param hears what it has said so far, each time it says something
 */
export function runScript(
    text: string,
    environment: NodeJS.ProcessEnv,
    input = "",
    hears: (said: string) => void = () => undefined,
): Promise<Result> {
    const env = { ...process.env, TOOLBOX: toolboxImage, ...environment };
    return new Promise((resolve, reject) => {
        const child = spawn("sh", ["-c", text], { env });
        const result: Result = { code: null, stdout: "", stderr: "" };
        child.stdout.on("data", (data: Buffer) => (result.stdout += data.toString()));
        child.stderr.on("data", (data: Buffer) => hears((result.stderr += data.toString())));
        child.once("error", reject);
        child.once("close", (code) => resolve({ ...result, code }));
        // A script that needs no input may be gone before it is written.
        child.stdin.on("error", (error: NodeJS.ErrnoException) => error.code === "EPIPE" || reject(error));
        child.stdin.end(input);
    });
}

/** Begins to run a script as `runScript` does; returns what kills it, and every command that it has started. */
export function killableScript(text: string, environment: NodeJS.ProcessEnv): () => void {
    const env = { ...process.env, TOOLBOX: toolboxImage, ...environment };
    const { pid } = spawn("sh", ["-c", text], { env, detached: true, stdio: "ignore" });
    assert.ok(pid);
    return () => process.kill(-pid, "SIGKILL");
}

/** Asserts that a script succeeded, and printed that. */
export function succeeded(result: Result, stdout: string): void {
    assert.deepEqual({ code: result.code, stdout: result.stdout }, { code: 0, stdout }, result.stderr);
}

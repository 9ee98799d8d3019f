// Child processes, and how this set-up speaks: one line for each thing that takes time, before it starts.
import { spawn } from "node:child_process";
import { constants } from "node:os";

/** Something the person at the keyboard can put right; its message is all that is shown. */
export class SetupError extends Error {}

export function say(line) {
    process.stderr.write(`setup: ${line}\n`);
}

/** Runs a command in the foreground and resolves to its exit code (128 and more when a signal ended it). The terminal's Ctrl-C is left to the command. */
export function run(command, args, options = {}) {
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, { stdio: "inherit", ...options });
        const leaveToChild = () => {};
        const passOn = () => child.kill("SIGTERM");
        process.on("SIGINT", leaveToChild).on("SIGTERM", passOn);
        child.on("error", (error) => reject(new SetupError(`${command} did not start: ${error.message}`)));
        child.on("close", (code, signal) => {
            process.off("SIGINT", leaveToChild).off("SIGTERM", passOn);
            resolve(signal === null ? code : 128 + constants.signals[signal]);
        });
    });
}

/** As `run`, but an exit code other than 0 is an error that says what to do. */
export async function must(command, args, { remedy, ...options } = {}) {
    const code = await run(command, args, options);
    if (code !== 0) {
        throw new SetupError(
            [`${[command, ...args].join(" ")} ended with exit code ${code}.`, remedy].filter(Boolean).join("\n"),
        );
    }
}

/**
 * What a command printed, and how it ended; one that does not exist ends with code 127, as in a shell.
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function capture(command, args, options = {}) {
    return new Promise((resolve) => {
        const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
        let stdout = "";
        let stderr = "";
        child.stdout.on("data", (chunk) => (stdout += chunk));
        child.stderr.on("data", (chunk) => (stderr += chunk));
        child.on("error", (error) => resolve({ code: 127, stdout, stderr: error.message }));
        child.on("close", (code) => resolve({ code: code ?? 1, stdout, stderr }));
    });
}

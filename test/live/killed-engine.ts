import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";

/** A step's begin or end, as the event log tells it. */
const STEP_EVENT = /"(resourcePreEvent|resOutputsEvent)"/;

/** How many steps begin or end in an operation, from the log that it wrote. */
export function stepEvents(log: string): number {
    return existsSync(log)
        ? readFileSync(log, "utf8")
              .split("\n")
              .filter((line) => STEP_EVENT.test(line)).length
        : 0;
}

/**
 * Runs a command and kills it (SIGKILL) as soon as it has logged so many begins and ends of steps; resolves to whether it
 * was killed, as it may have come to its end first.
 */
export function killAfter(
    events: number,
    command: string[],
    log: string,
    options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<boolean> {
    rmSync(log, { force: true });
    writeFileSync(log, "");
    return new Promise((resolve, reject) => {
        const [program, ...args] = command;
        const child = spawn(program, args, { ...options, stdio: "ignore" });
        const watcher = watch(dirname(log), (_event, name) => {
            if (name === basename(log) && stepEvents(log) >= events) child.kill("SIGKILL");
        });
        child.once("error", reject);
        child.once("exit", (_code, signal) => {
            watcher.close();
            resolve(signal === "SIGKILL");
        });
    });
}

import { spawn } from "node:child_process";
import { existsSync, FSWatcher, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
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

/** Acts once, as soon as so many begins and ends of steps, or what is looked for, are in the log, which is emptied now. */
function onceLogged(wanted: number | RegExp, log: string, act: () => void): FSWatcher {
    rmSync(log, { force: true });
    writeFileSync(log, "");
    const isLogged = (): boolean =>
        typeof wanted === "number"
            ? stepEvents(log) >= wanted
            : existsSync(log) && wanted.test(readFileSync(log, "utf8"));
    // An operation that ends without it keeps nobody waiting.
    const watcher = watch(dirname(log), { persistent: false }, (_event, name) => {
        if (name !== basename(log) || !isLogged()) return;
        watcher.close();
        act();
    });
    return watcher;
}

/** Acts as soon as an operation has logged so many begins and ends of steps, or a line; resolves when that is done. */
export function whenLogged(wanted: number | RegExp, log: string, act: () => void | Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
        onceLogged(wanted, log, () => void Promise.resolve().then(act).then(resolve, reject));
    });
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
    return new Promise((resolve, reject) => {
        const [program, ...args] = command;
        const watcher = onceLogged(events, log, () => child.kill("SIGKILL"));
        const child = spawn(program, args, { ...options, stdio: "ignore" });
        child.once("error", reject);
        child.once("exit", (_code, signal) => {
            watcher.close();
            resolve(signal === "SIGKILL");
        });
    });
}

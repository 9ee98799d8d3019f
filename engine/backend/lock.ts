import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { listIfExists, writeAtomically } from "./files";
import { writeFailure } from "./write-failure";

/** Who holds a lock, as Pulumi writes it. */
interface Holder {
    pid: number;
    username: string;
    hostname: string;
    timestamp: string;
}

/** The stack is in use by another process; the message says by whom. */
export class StackLockedError extends Error {}

async function locksIn(folder: string): Promise<string[]> {
    return (await listIfExists(folder)).filter((name) => name.endsWith(".json")).map((name) => join(folder, name));
}

async function describe(path: string): Promise<string> {
    const holder = JSON.parse(await readFile(path, "utf8")) as Holder;
    const time = holder.timestamp.replace(/\.\d+/, "");
    const url = pathToFileURL(path).href;
    return `\n  ${url}: created by ${holder.username}@${holder.hostname} (pid ${holder.pid}) at ${time}`;
}

async function refuseIfLocked(folder: string, own?: string): Promise<void> {
    const others = (await locksIn(folder)).filter((path) => path !== own);
    if (others.length === 0) return;
    const holders = await Promise.all(others.map(describe));
    throw new StackLockedError(
        `the stack is currently locked by ${others.length} lock(s). Either wait for the other process(es) to end or ` +
            `delete the lock file with \`pulumi cancel\`.${holders.join("")}`,
    );
}

/**
 * Claims a stack for this process.
 * @returns what gives it back
 * @throws StackLockedError when somebody else holds it
 */
export async function lock(folder: string): Promise<() => Promise<void>> {
    await refuseIfLocked(folder);
    const own = join(folder, `${randomUUID()}.json`);
    const holder: Holder = {
        pid: process.pid,
        username: userInfo().username,
        hostname: hostname(),
        timestamp: new Date().toISOString(),
    };
    await writeAtomically(own, JSON.stringify(holder)).catch((error: unknown) => {
        throw writeFailure("the stack's lock", own, error);
    });
    const release = () => rm(own, { force: true });
    try {
        // Of two that came at the same time, at most one may go on.
        await refuseIfLocked(folder, own);
    } catch (error) {
        await release();
        throw error;
    }
    return release;
}

/** Takes a stack from whoever holds it; the operation that held it goes on unprotected, if it still runs. */
export async function breakLocks(folder: string): Promise<void> {
    for (const path of await locksIn(folder)) await rm(path, { force: true });
}

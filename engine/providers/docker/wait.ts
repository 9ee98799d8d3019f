import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_SECONDS = 1;

/** Asks again until `done` holds; what keeps it from holding is the state named in the error after `timeoutSeconds`. */
export async function waitUntil(
    done: () => Promise<boolean>,
    timeoutSeconds: number,
    states: { wanted: string; last: string },
    signal: AbortSignal,
): Promise<void> {
    const deadline = Date.now() + timeoutSeconds * 1000;
    while (!(await done())) {
        if (Date.now() >= deadline) {
            const { wanted, last } = states;
            throw new Error(
                `timeout while waiting for state to become '${wanted}' (last state: '${last}', timeout: ${timeoutSeconds}s)`,
            );
        }
        await sleep(Math.min(PAUSE_SECONDS * 1000, Math.max(deadline - Date.now(), 0)), undefined, { signal });
    }
}

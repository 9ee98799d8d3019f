import type Docker from "dockerode";
import { ANSWER_LIMIT_VARIABLE } from "./answer-limit";

/** A request to the daemon came to nothing, whatever it asked for. */
export class LostDaemonError extends Error {
    constructor(
        message: string,
        /** The daemon got the request: nobody knows whether it did what it was asked. */
        readonly wasAsked: boolean,
        options?: ErrorOptions,
    ) {
        super(message, options);
    }
}

/** Whether the daemon was lost is at the bottom of what the steps of an operation made of it. */
export function lostDaemon(error: unknown): LostDaemonError | undefined {
    for (let one = error; one instanceof Error; one = one.cause) if (one instanceof LostDaemonError) return one;
    return undefined;
}

/** Codes of connections that came about, and then broke. */
const BROKEN = ["ECONNRESET", "EPIPE"];
const NOT_THERE = ["ECONNREFUSED", "ENOENT", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND"];

/** Errors of the connection in the words of Docker's own client; others as they are. */
function named(error: Error, host: string): Error {
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (NOT_THERE.includes(code)) {
        const text = `Cannot connect to the Docker daemon at ${host}. Is the docker daemon running? (${message})`;
        return new LostDaemonError(text, false, { cause: error });
    }
    if (BROKEN.includes(code)) {
        const text = `the Docker daemon at ${host} ended the connection before it answered. Is the docker daemon running? (${message})`;
        return new LostDaemonError(text, true, { cause: error });
    }
    return error;
}

type Dial = Docker["modem"]["dial"];

/**
 * Has every request to the daemon end, with an error that names it, when the daemon stops or hangs. What only asks is to be
 * answered within the limit. What changes something may take its time, such as the end of a container or the pull of an
 * image: it is waited for as long as the daemon answers a ping meanwhile.
 * @param cancelled ends every request at once
 */
export function noticeLoss(docker: Docker, host: string, limitSeconds: number, cancelled: AbortSignal): void {
    const { modem } = docker;
    const dial: Dial = modem.dial.bind(modem);
    modem.dial = (options, callback) => {
        const givenUp = new AbortController();
        let timer: NodeJS.Timeout | undefined;
        let isOver = false;
        const end: NonNullable<typeof callback> = (error, answer) => {
            if (isOver) return;
            isOver = true;
            clearTimeout(timer);
            callback?.(error && named(error, host), answer);
        };
        const giveUp = (): void => {
            if (isOver) return;
            const text =
                `no answer from the Docker daemon at ${host} within ${limitSeconds} s: if it hangs, start it again; ` +
                `if it is slow, give it more time with ${ANSWER_LIMIT_VARIABLE}=<seconds>`;
            end(new LostDaemonError(text, true), null);
            givenUp.abort();
        };
        const late = (): void => {
            if (isOver) return;
            if (options.method === "GET") giveUp();
            else void docker.ping().then(() => isOver || watch(), giveUp);
        };
        const watch = (): void => {
            // This process may have stood still itself: an answer that came meanwhile is heard before the immediate.
            timer = setTimeout(() => setImmediate(late), limitSeconds * 1000);
        };
        watch();
        dial({ ...options, abortSignal: AbortSignal.any([givenUp.signal, cancelled]) }, end);
    };
}

/** What the user asks of a running operation by Ctrl-C, or a supervisor by SIGTERM. */
export interface Interruption {
    /** Asked once: no new step is to start. */
    readonly stop: AbortSignal;
    /** Asked again: what runs is to be given up. */
    readonly terminate: AbortSignal;
    /** Gives the signals back to Node. */
    end(): void;
}

/** @param isPreview nothing can be orphaned by a preview, so it does not warn of that */
export function listenForInterrupts(isPreview: () => boolean, say: (message: string) => void): Interruption {
    const stop = new AbortController();
    const terminate = new AbortController();
    const onSignal = (signal: NodeJS.Signals): void => {
        const name = signal === "SIGTERM" ? "SIGTERM" : "^C";
        if (stop.signal.aborted) {
            say(`${name} received; terminating\n`);
            terminate.abort();
            return;
        }
        const again = signal === "SIGTERM" ? "send SIGTERM again" : "press ^C again";
        say(`${name} received; cancelling. If you would like to terminate immediately, ${again}.\n`);
        if (!isPreview()) {
            say("Note that terminating immediately may lead to orphaned resources and other inconsistencies.\n");
        }
        stop.abort();
    };
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
    return {
        stop: stop.signal,
        terminate: terminate.signal,
        end: () => {
            process.off("SIGINT", onSignal);
            process.off("SIGTERM", onSignal);
        },
    };
}

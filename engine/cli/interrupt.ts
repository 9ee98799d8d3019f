/** What the user asks of a running operation by Ctrl-C or by closing the terminal, or a supervisor by SIGTERM. */
export interface Interruption {
    /** Asked once: no new step is to start. */
    readonly stop: AbortSignal;
    /** Asked again: what runs is to be given up. */
    readonly terminate: AbortSignal;
    /** Gives the signals back to Node. */
    end(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const OUTPUTS = [process.stdout, process.stderr];

/** @param isPreview nothing can be orphaned by a preview, so it does not warn of that */
export function listenForInterrupts(isPreview: () => boolean, say: (message: string) => void): Interruption {
    const stop = new AbortController();
    const terminate = new AbortController();
    const onSignal = (signal: NodeJS.Signals): void => {
        const name = signal === "SIGINT" ? "^C" : signal;
        if (stop.signal.aborted) {
            say(`${name} received; terminating\n`);
            terminate.abort();
            return;
        }
        const again = signal === "SIGINT" ? "press ^C again" : `send ${signal} again`;
        say(`${name} received; cancelling. If you would like to terminate immediately, ${again}.\n`);
        if (!isPreview()) {
            say("Note that terminating immediately may lead to orphaned resources and other inconsistencies.\n");
        }
        stop.abort();
    };
    for (const signal of SIGNALS) process.on(signal, onSignal);
    for (const output of OUTPUTS) output.on("error", ignore);
    return {
        stop: stop.signal,
        terminate: terminate.signal,
        end: () => {
            for (const signal of SIGNALS) process.off(signal, onSignal);
        },
    };
}

/** Nobody reads any more, as when the terminal is closed: the step at hand and the lock matter, not what is said of them. */
function ignore(): void {}

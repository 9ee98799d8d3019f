/** A container started or ended. */
export interface Turn {
    atSeconds: number;
    role: string;
    container: string;
    action: "start" | "die";
}

export interface DownTime {
    seconds: number;
    /** Whether nothing of that role ran at the end: then the seconds are those until then. */
    lasts: boolean;
}

/** How long, between two points in time, no container of a role was running. */
export function downTime(
    runningAtStart: string[],
    turns: Turn[],
    { fromSeconds, untilSeconds }: { fromSeconds: number; untilSeconds: number },
): DownTime {
    const running = new Set(runningAtStart);
    let seconds = 0;
    let downSince = running.size === 0 ? fromSeconds : undefined;
    for (const { atSeconds, container, action } of turns) {
        if (action === "start") {
            if (downSince !== undefined) seconds += atSeconds - downSince;
            downSince = undefined;
            running.add(container);
        } else {
            running.delete(container);
            if (running.size === 0) downSince ??= atSeconds;
        }
    }
    return downSince === undefined
        ? { seconds, lasts: false }
        : { seconds: seconds + untilSeconds - downSince, lasts: true };
}

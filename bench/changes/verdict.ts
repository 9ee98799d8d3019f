import type { DownTime } from "./down-time";
import type { DataState } from "./whereabouts";

/** What came of one change with one contender. */
export interface Outcome {
    end: "done" | "failed" | "out of time";
    /** Whether the daemon has other containers or volumes than before, or others are running. */
    changed: boolean;
    /** In what the daemon differs from what is declared. */
    deviations: string[];
    data: DataState;
    /** Undefined where no container is declared both before and after. */
    down: DownTime | undefined;
}

/** Less would be shown as 0.0. */
const SHOWN_SECONDS = 0.05;

/** A cell of the table: the data first. */
export function verdict({ end, changed, deviations, data, down }: Outcome): string {
    const applied = deviations.length === 0;
    const words = [dataWords(data)];
    if (end === "failed" && !changed) words.push("refused");
    else if (end !== "done") words.push(applied ? `applied, but ${end}` : end);
    else if (!applied) words.push("not applied");
    if (down?.lasts) words.push("stays down");
    else if (down !== undefined && down.seconds >= SHOWN_SECONDS) words.push(`down ${down.seconds.toFixed(1)} s`);
    return words.join(", ");
}

function dataWords({ at, lostBytes }: DataState): string {
    switch (at) {
        case "in place":
            return "kept";
        case "lost":
            return `**LOST ${lostBytes.toLocaleString("en")} bytes**`;
        case "folder":
            return "left in the old folder";
        case "volume":
            return "left in the old volume";
        case "snapshot":
            return "kept in a snapshot";
    }
}

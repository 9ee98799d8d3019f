import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Has an engine stand still right after an event, late as whoever waits for that may be. */
export class HeldEngine {
    private readonly pipe: string;
    /** This end stays open, so that neither side waits for the other to open the pipe. */
    private end: number | undefined;

    constructor(folder: string) {
        mkdirSync(folder);
        this.pipe = join(folder, "pipe");
        execFileSync("mkfifo", [this.pipe]);
    }

    /** What the engine has to run with. */
    at(event: RegExp): NodeJS.ProcessEnv {
        // What an engine that never came to stand still has left in the pipe goes with its last end.
        if (this.end !== undefined) closeSync(this.end);
        this.end = openSync(this.pipe, "r+");
        return {
            NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "held-engine.cjs"))}`,
            HOLD_AT: event.source,
            HOLD_UNTIL: this.pipe,
        };
    }

    /** It goes on, at once or as soon as it has come to stand still. */
    letGo(): void {
        if (this.end !== undefined) writeSync(this.end, "x");
    }
}

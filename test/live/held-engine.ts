import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Has an engine stand still right after an event, late as whoever waits for that may be. */
export class HeldEngine {
    private readonly pipe: string;

    constructor(folder: string) {
        mkdirSync(folder);
        this.pipe = join(folder, "pipe");
        execFileSync("mkfifo", [this.pipe]);
    }

    /** What the engine has to run with. */
    at(event: RegExp): NodeJS.ProcessEnv {
        return {
            NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "held-engine.cjs"))}`,
            HOLD_AT: event.source,
            HOLD_UNTIL: this.pipe,
        };
    }

    /** Resolves once it goes on, which it does only when it has come to stand still. */
    async letGo(): Promise<void> {
        await writeFile(this.pipe, "");
    }
}

import { closeSync, openSync, writeSync } from "node:fs";
import type { EngineEvent } from "../events";

/** Events in a file, one line of JSON each, there at once even if the process is killed. */
export class EventLog {
    private readonly file: number;

    constructor(path: string) {
        this.file = openSync(path, "w", 0o600);
    }

    add(event: EngineEvent): void {
        writeSync(this.file, `${JSON.stringify(event)}\n`);
    }

    close(): void {
        closeSync(this.file);
    }
}

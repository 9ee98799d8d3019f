import { closeSync, openSync, writeSync } from "node:fs";
import type { EngineEvent } from "../events";

/** An event as Pulumi writes it: the stream that a diagnostic came in is for displays alone. */
export function eventText({ diagnosticEvent, ...event }: EngineEvent): string {
    if (!diagnosticEvent) return JSON.stringify(event);
    const { streamID: _, ...diagnostic } = diagnosticEvent;
    return JSON.stringify({ ...event, diagnosticEvent: diagnostic });
}

/** Events in a file, one line of JSON each, there at once even if the process is killed. */
export class EventLog {
    private readonly file: number;

    constructor(path: string) {
        this.file = openSync(path, "w", 0o600);
    }

    add(event: EngineEvent): void {
        writeSync(this.file, `${eventText(event)}\n`);
    }

    close(): void {
        closeSync(this.file);
    }
}

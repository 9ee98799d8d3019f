import type { EngineEvent } from "./events";
import type { Severity } from "./providers/provider";

const PREFIX: Record<Severity, string> = { debug: "debug: ", info: "", warning: "warning: ", error: "error: " };

/** Messages for the user, as events. Source: pkg/engine/diag.go and events.go in pulumi/pulumi. */
export class Diagnostics {
    /** The engine's own: a program that logs an error, and goes on, has not failed. */
    errors = 0;

    constructor(private readonly emit: (event: Omit<EngineEvent, "sequence" | "timestamp">) => void) {}

    report(
        severity: Severity,
        text: string,
        options: { urn?: string; ephemeral?: boolean; streamId?: number } = {},
    ): void {
        const prefix = PREFIX[severity];
        this.emit({
            diagnosticEvent: {
                ...(options.urn && { urn: options.urn }),
                ...(prefix && { prefix }),
                message: `${text}\n`,
                color: "never",
                severity,
                ...(options.streamId && { streamID: options.streamId }),
                ...(options.ephemeral && { ephemeral: true }),
            },
        });
    }

    error(text: string, urn?: string): void {
        this.errors++;
        this.report("error", text, { urn });
    }

    warning(text: string, urn?: string): void {
        this.report("warning", text, { urn });
    }

    /** A line that the program itself printed; it has an end of its own, and empty ones are left out. */
    output(line: string, isError: boolean): void {
        if (line.trim() === "") return;
        const [severity, streamID] = isError ? (["info#err", 2] as const) : (["info", 1] as const);
        this.emit({ diagnosticEvent: { message: `${line}\n\n`, color: "never", severity, streamID } });
    }
}

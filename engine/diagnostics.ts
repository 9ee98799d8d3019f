import type { EngineEvent } from "./events";
import type { Severity } from "./providers/provider";

const PREFIX: Record<Severity, string> = { debug: "debug: ", info: "", warning: "warning: ", error: "error: " };

/** Messages for the user, as events. Source: pkg/engine/diag.go and events.go in pulumi/pulumi. */
export class Diagnostics {
    errors = 0;

    constructor(private readonly emit: (event: Omit<EngineEvent, "sequence" | "timestamp">) => void) {}

    report(
        severity: Severity,
        text: string,
        options: { urn?: string; ephemeral?: boolean; streamId?: number } = {},
    ): void {
        if (severity === "error") this.errors++;
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
        this.report("error", text, { urn });
    }

    warning(text: string, urn?: string): void {
        this.report("warning", text, { urn });
    }

    /** A line that the program itself printed. */
    output(line: string, isError: boolean): void {
        this.emit({
            diagnosticEvent: { message: `${line}\n`, color: "never", severity: isError ? "info#err" : "info" },
        });
    }
}

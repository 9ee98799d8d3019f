import type { DiagnosticEvent, Operation, StepMetadata, StepState } from "../events";

/** What is known of one resource while an operation goes on. */
export class ResourceRow {
    step: StepMetadata;
    /** Steps that have ended, in order. */
    readonly ended: StepMetadata[] = [];
    readonly diagnostics: DiagnosticEvent[] = [];
    failed = false;
    /** Whether nothing happened to it that is worth a line. */
    hidden = true;
    startedMilliseconds: number | undefined;
    endedMilliseconds: number | undefined;

    constructor(
        /** Empty for what concerns no resource, as long as the stack is not known. */
        urn: string,
        step?: StepMetadata,
    ) {
        this.step = step ?? emptyStep(urn);
    }

    hasEnded(operation: Operation): boolean {
        return this.ended.some((step) => step.op === operation);
    }

    get state(): StepState | null {
        return this.step.new ?? this.step.old;
    }

    /** Lasting diagnostics of a kind; what is ephemeral counts only while it is the last. */
    count(...severities: DiagnosticEvent["severity"][]): number {
        return this.diagnostics.filter((one) => !one.ephemeral && severities.includes(one.severity)).length;
    }
}

function emptyStep(urn: string): StepMetadata {
    return { op: "same", urn, type: "", old: null, new: null, detailedDiff: null, provider: "" };
}

/** The text of a diagnostic as it is shown; nothing for those that are for debugging. */
export function diagnosticText({ severity, prefix = "", message }: DiagnosticEvent): string {
    return severity === "debug" ? "" : (prefix + message).trimEnd();
}

import type { PropertyDiff } from "./providers/provider";
import type { Properties } from "./property";

/** Pulumi's engine events as `--event-log` writes them. Source: sdk/go/common/apitype/events.go. Secrets are `[secret]`. */
export interface EngineEvent {
    sequence: number;
    timestamp: number;
    cancelEvent?: Record<string, never>;
    diagnosticEvent?: DiagnosticEvent;
    preludeEvent?: { config: Record<string, string> };
    summaryEvent?: SummaryEvent;
    resourcePreEvent?: { metadata: StepMetadata; planning?: boolean };
    resOutputsEvent?: { metadata: StepMetadata; planning?: boolean };
    resOpFailedEvent?: { metadata: StepMetadata; status: number; steps: number };
}

export interface DiagnosticEvent {
    urn?: string;
    prefix?: string;
    message: string;
    color: string;
    severity: "debug" | "info" | "info#err" | "warning" | "error";
    streamID?: number;
    ephemeral?: boolean;
}

export interface SummaryEvent {
    maybeCorrupt: boolean;
    durationSeconds: number;
    resourceChanges: Record<string, number>;
    PolicyPacks: Record<string, string>;
    isPreview: boolean;
    result?: "succeeded" | "failed" | "in-progress" | "not-started";
}

export type Operation =
    | "same"
    | "create"
    | "update"
    | "delete"
    | "replace"
    | "create-replacement"
    | "delete-replaced"
    | "read"
    | "read-replacement"
    | "refresh"
    | "discard"
    | "discard-replaced"
    | "remove-pending-replace"
    | "import"
    | "import-replacement";

export interface StepMetadata {
    op: Operation;
    urn: string;
    type: string;
    old: StepState | null;
    new: StepState | null;
    keys?: string[];
    diffs?: string[];
    detailedDiff: Record<string, PropertyDiff> | null;
    logical?: boolean;
    provider: string;
}

export interface StepState {
    type: string;
    urn: string;
    custom?: boolean;
    delete?: boolean;
    id: string;
    parent: string;
    protect?: boolean;
    retainOnDelete?: boolean;
    inputs: Properties;
    outputs: Properties;
    provider: string;
    initErrors?: string[];
}

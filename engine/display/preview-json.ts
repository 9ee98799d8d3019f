import type { EngineEvent, StepMetadata, StepState } from "../events";
import { blindSecrets } from "../backend/secret-values";
import type { Properties } from "../property";
import type { Display, DisplayOptions } from "./display";
import { isShown, isStackStep, stepOf } from "./shown-steps";

/** The document that `preview --json` prints. Source: PreviewDigest in pkg/display/json.go. */
interface PreviewDigest {
    config?: Record<string, string>;
    steps?: PreviewStep[];
    diagnostics?: { urn?: string; message: string; severity: string }[];
    /** Nanoseconds. */
    duration?: number;
    changeSummary?: Record<string, number>;
    maybeCorrupt?: true;
}

interface PreviewStep {
    op: string;
    urn: string;
    provider?: string;
    oldState?: object;
    newState?: object;
    diffReasons?: string[];
    replaceReasons?: string[];
    detailedDiff: Record<string, { kind: string; inputDiff: boolean }> | null;
}

/** Gathers a preview and prints it as one document at its end. */
export function createPreviewJson(options: DisplayOptions): Display {
    const digest: PreviewDigest = {};
    const refreshed = new Set<string>();
    const add = (event: EngineEvent): void => {
        const { diagnosticEvent: diagnostic, summaryEvent: summary } = event;
        if (event.preludeEvent) digest.config = event.preludeEvent.config;
        if (diagnostic && !diagnostic.ephemeral && diagnostic.severity !== "debug") {
            const { urn, prefix = "", message, severity } = diagnostic;
            (digest.diagnostics ??= []).push({ urn, message: prefix + message, severity });
        }
        const step = stepOf(event);
        if (step && (isStackStep(step) || isShown(step, options.showSames, true))) addStep(event, step);
        if (summary) {
            digest.duration = summary.durationSeconds * 1e9;
            digest.changeSummary = summary.resourceChanges;
            if (summary.maybeCorrupt) digest.maybeCorrupt = true;
        }
    };
    const addStep = (event: EngineEvent, step: StepMetadata): void => {
        const steps = (digest.steps ??= []);
        if (event.resourcePreEvent) {
            if (step.op === "refresh") refreshed.add(step.urn);
            steps.push(previewStep(step, options));
        } else if (refreshed.has(step.urn) && (step.op === "delete" || (step.op === "update" && step.detailedDiff))) {
            // Only what a refresh found tells what it does.
            steps.forEach(({ urn }, index) => {
                if (urn === step.urn) steps[index] = previewStep(step, options);
            });
        }
    };
    return { show: add, close: () => options.write(`${JSON.stringify(digest, undefined, 4)}\n`) };
}

function previewStep(step: StepMetadata, options: DisplayOptions): PreviewStep {
    const differences = Object.entries(step.detailedDiff ?? {}).map(([path, { diffKind, inputDiff }]) => [
        path,
        { kind: diffKind, inputDiff },
    ]);
    return {
        op: step.op,
        urn: step.urn,
        provider: step.provider || undefined,
        oldState: step.old ? stateOf(step.old, isStackStep(step) && options.suppressOutputs) : undefined,
        newState: step.new ? stateOf(step.new, isStackStep(step) && options.suppressOutputs) : undefined,
        diffReasons: step.diffs?.length ? step.diffs : undefined,
        replaceReasons: step.keys?.length ? step.keys : undefined,
        detailedDiff: step.detailedDiff && (Object.fromEntries(differences) as PreviewStep["detailedDiff"]),
    };
}

function properties(values: Properties, isSuppressed: boolean): Properties | undefined {
    return isSuppressed || Object.keys(values).length === 0 ? undefined : (blindSecrets(values) as Properties);
}

function stateOf(state: StepState, isSuppressed: boolean): object {
    return {
        urn: state.urn,
        custom: state.custom ?? false,
        delete: state.delete || undefined,
        id: state.id || undefined,
        type: state.type,
        inputs: properties(state.inputs, isSuppressed),
        outputs: properties(state.outputs, isSuppressed),
        parent: state.parent || undefined,
        protect: state.protect || undefined,
        initErrors: state.initErrors?.length ? state.initErrors : undefined,
        provider: state.provider || undefined,
        retainOnDelete: state.retainOnDelete || undefined,
    };
}

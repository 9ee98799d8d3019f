import { resourceWriter } from "../backend/checkpoint";
import { writeSecrets } from "../backend/secret-values";
import type { EngineEvent, StepMetadata } from "../events";
import type { ResourceState } from "../state";
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

type States = NonNullable<Parameters<Display["show"]>[1]>;

interface PreviewStep {
    op: string;
    urn: string;
    provider?: string;
    oldState?: ResourceState;
    newState?: ResourceState;
    diffReasons?: string[];
    replaceReasons?: string[];
    detailedDiff: Record<string, { kind: string; inputDiff: boolean }> | null;
}

/** Gathers a preview and prints it as one document at its end. */
export function createPreviewJson(options: DisplayOptions): Display {
    const digest: PreviewDigest = {};
    const refreshed = new Set<string>();
    const show: Display["show"] = (event, states = {}) => {
        const { diagnosticEvent: diagnostic, summaryEvent: summary } = event;
        if (event.preludeEvent) digest.config = event.preludeEvent.config;
        if (diagnostic && !diagnostic.ephemeral && diagnostic.severity !== "debug") {
            const { urn, prefix = "", message, severity } = diagnostic;
            (digest.diagnostics ??= []).push({ urn, message: prefix + message, severity });
        }
        const step = stepOf(event);
        if (step && (isStackStep(step) || isShown(step, options.showSames, true))) addStep(event, step, states);
        if (summary) {
            digest.duration = summary.durationSeconds * 1e9;
            digest.changeSummary = summary.resourceChanges;
            if (summary.maybeCorrupt) digest.maybeCorrupt = true;
        }
    };
    const addStep = (event: EngineEvent, step: StepMetadata, states: States): void => {
        const steps = (digest.steps ??= []);
        if (event.resourcePreEvent) {
            if (step.op === "refresh") refreshed.add(step.urn);
            steps.push(previewStep(step, states, options));
        } else if (refreshed.has(step.urn) && (step.op === "delete" || (step.op === "update" && step.detailedDiff))) {
            // Only what a refresh found tells what it does.
            steps.forEach(({ urn }, index) => {
                if (urn === step.urn) steps[index] = previewStep(step, states, options);
            });
        }
    };
    return { show, close: () => options.write(`${JSON.stringify(digest, undefined, 4)}\n`) };
}

function previewStep(step: StepMetadata, states: States, options: DisplayOptions): PreviewStep {
    const isSuppressed = isStackStep(step) && options.suppressOutputs;
    const differences = Object.entries(step.detailedDiff ?? {}).map(([path, { diffKind, inputDiff }]) => [
        path,
        { kind: diffKind, inputDiff },
    ]);
    return {
        op: step.op,
        urn: step.urn,
        provider: step.provider || undefined,
        oldState: step.old && states.old ? shownState(states.old, isSuppressed) : undefined,
        newState: step.new && states.new ? shownState(states.new, isSuppressed) : undefined,
        diffReasons: step.diffs?.length ? step.diffs : undefined,
        replaceReasons: step.keys?.length ? step.keys : undefined,
        detailedDiff: step.detailedDiff && (Object.fromEntries(differences) as PreviewStep["detailedDiff"]),
    };
}

/** The state as it is stored, but with `[secret]` for each secret; as it is now, since it may change later. */
function shownState(state: ResourceState, isSuppressed: boolean): ResourceState {
    const write = resourceWriter((value, place) => writeSecrets(value, place, () => "[secret]"));
    return write(isSuppressed ? { ...state, inputs: {}, outputs: {} } : state);
}

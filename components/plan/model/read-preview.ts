import { Preview, PreviewedState, PreviewedStep } from "./preview";

interface Metadata {
    op: string;
    urn: string;
    old?: PreviewedState | null;
    new?: PreviewedState | null;
    keys?: string[] | null;
}

/** The parts of an engine event that tell what a preview says. Source: apitype.EngineEvent in pulumi/pulumi. */
interface EngineEvent {
    sequence: number;
    preludeEvent?: { config?: Record<string, string> };
    resourcePreEvent?: { metadata: Metadata };
    diagnosticEvent?: { severity: string; message: string };
    summaryEvent?: { isPreview?: boolean };
}

/** What `preview --json` prints. Source: PreviewDigest in pulumi/pulumi. */
interface PreviewDigest {
    config?: Record<string, string>;
    steps?: Array<{
        op: string;
        urn: string;
        oldState?: PreviewedState;
        newState?: PreviewedState;
        replaceReasons?: string[] | null;
    }>;
    diagnostics?: Array<{ severity: string; message: string }>;
    changeSummary?: Record<string, number>;
}

/** What is wrong with the document, and what to give instead. */
export class DocumentError extends Error {}

const REMEDY =
    "give what `preview --json` prints, or the file that `preview --event-log FILE` writes (with PULUMI_DEBUG_COMMANDS=true)";

/**
 * Reads a preview in either format: a line for each event, or one document.
 *
 * @throws DocumentError if it is neither, or of a preview that failed or was cut off: a plan from it would leave things out.
 */
export function readPreview(text: string): Preview {
    if (text.trim() === "") throw new DocumentError(`the preview is empty: ${REMEDY}`);
    const digest = parsed(text);
    if (digest !== undefined && !isEvent(digest)) return fromDigest(digest as PreviewDigest);
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const events = lines.map(parsed);
    if (!events.every(isEvent)) throw new DocumentError(`this is no preview of Pulumi's: ${REMEDY}`);
    return fromEvents(events);
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function isEvent(value: unknown): value is EngineEvent {
    return typeof value === "object" && value !== null && "sequence" in value;
}

function fromDigest(digest: PreviewDigest): Preview {
    if (typeof digest !== "object" || !("steps" in digest || "changeSummary" in digest || "diagnostics" in digest)) {
        throw new DocumentError(`this is no preview of Pulumi's: ${REMEDY}`);
    }
    refuseFailed(digest.diagnostics ?? []);
    if (digest.changeSummary === undefined) throw cutOff();
    const steps = digest.steps ?? [];
    // A refresh shows what it found gone as deleted, and the update makes it anew; nothing is deleted then.
    const isDrift = (index: number): boolean =>
        steps[index].op === "delete" &&
        steps.slice(index + 1).some(({ op, urn }) => op === "create" && urn === steps[index].urn);
    return {
        config: digest.config ?? {},
        steps: steps
            .filter((_, index) => !isDrift(index))
            .map(({ op, urn, oldState, newState, replaceReasons }) => ({
                op,
                urn,
                old: oldState,
                new: newState,
                replaceKeys: replaceReasons ?? [],
            })),
    };
}

function fromEvents(events: EngineEvent[]): Preview {
    refuseFailed(events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []));
    if (!events.some(({ summaryEvent }) => summaryEvent !== undefined)) throw cutOff();
    return {
        config: events.find(({ preludeEvent }) => preludeEvent !== undefined)?.preludeEvent?.config ?? {},
        steps: events.flatMap(({ resourcePreEvent }) =>
            resourcePreEvent ? [stepFrom(resourcePreEvent.metadata)] : [],
        ),
    };
}

function stepFrom({ op, urn, old, new: after, keys }: Metadata): PreviewedStep {
    return { op, urn, old: old ?? undefined, new: after ?? undefined, replaceKeys: keys ?? [] };
}

function refuseFailed(diagnostics: Array<{ severity: string }>): void {
    if (diagnostics.some(({ severity }) => severity === "error")) {
        throw new DocumentError(
            "the preview failed, so there is no plan: correct what it complains of, and preview again",
        );
    }
}

function cutOff(): DocumentError {
    return new DocumentError("the preview has no end, so a plan from it would leave things out: preview again");
}

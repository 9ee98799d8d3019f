import { blindSecrets } from "../../engine/backend/secret-values";
import type { Properties } from "../../engine/property";
import { STACK_TYPE } from "../../engine/urn";
import { Json, JsonObject, textOf } from "./json";

/** What one operation on a stack left behind: everything that two engines are compared by. */
export interface Observation {
    /** The line of `steps` that was carried out, such as `up 2`. */
    step: string;
    exitCode: number;
    /** Engine events in the order of the log; an `sh` step has none. */
    events?: StepEvent[];
    state?: Deployment;
    outputs?: JsonObject;
    /** What `--json` or a `stack` command printed. */
    document?: Json;
    docker: DockerView;
}

/** An engine event without its times, and without what is in the state before it anyway. */
export interface StepEvent {
    kind: string;
    op?: string;
    urn?: string;
    type?: string;
    diffs?: string[];
    keys?: string[];
    detailedDiff?: JsonObject;
    planning?: boolean;
    /** Id of the resource as it was. */
    oldId?: string;
    /** Name of the resource as it was, if its inputs have one. */
    oldName?: string;
    new?: JsonObject;
    severity?: string;
    message?: string;
    summary?: JsonObject;
    config?: JsonObject;
}

export interface Deployment {
    resources: JsonObject[];
    pendingOperations: Json[];
    secretsProvider?: string;
}

export interface DockerView {
    volumes: JsonObject[];
    containers: JsonObject[];
}

function text(value: Json | undefined): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

function object(value: Json | undefined): JsonObject {
    return (value ?? {}) as JsonObject;
}

function stepEvent(kind: string, body: JsonObject): StepEvent {
    const { op, urn, type, diffs, keys, detailedDiff, old, new: after } = object(body.metadata);
    return {
        kind,
        op: text(op),
        urn: text(urn),
        type: text(type),
        diffs: diffs as string[] | undefined,
        keys: keys as string[] | undefined,
        detailedDiff: (detailedDiff as JsonObject | null) ?? undefined,
        planning: body.planning === true ? true : undefined,
        oldId: text(object(old).id),
        oldName: text(object(object(old).inputs).name),
        new: after === null ? undefined : object(after),
    };
}

/** One line of an event log; nothing for a line that no comparison needs. */
export function readEvent(line: string): StepEvent | undefined {
    const event = JSON.parse(line) as JsonObject;
    for (const [kind, value] of Object.entries(event)) {
        if (!kind.endsWith("Event")) continue;
        const body = object(value);
        if (body.metadata !== undefined) return stepEvent(kind, body);
        if (kind === "diagnosticEvent") {
            const { severity, urn, message } = body;
            const kept = severity === "error" || severity === "warning";
            return kept ? { kind, severity, urn: text(urn), message: textOf(message) } : undefined;
        }
        if (kind === "preludeEvent") return { kind, config: object(body.config) };
        if (kind === "summaryEvent") {
            const { maybeCorrupt, resourceChanges, isPreview, result } = body;
            return { kind, summary: { maybeCorrupt, resourceChanges, isPreview, result } };
        }
        return { kind };
    }
    return undefined;
}

/** What a stack consists of, without times and versions of the engine that wrote it. */
function deploymentOf(stored: JsonObject): Deployment {
    return {
        resources: (stored.resources ?? []) as JsonObject[],
        pendingOperations: (stored.pending_operations ?? []) as Json[],
        secretsProvider: text(object(stored.secrets_providers).type),
    };
}

/** The deployment that `stack export` prints. */
export function readDeployment(exported: string): Deployment {
    return deploymentOf(object(object(JSON.parse(exported) as JsonObject).deployment));
}

/** The deployment that a stack's file in the backend holds, which is what `stack export` prints. */
export function readCheckpoint(stored: string): Deployment {
    return deploymentOf(object(object(object(JSON.parse(stored) as JsonObject).checkpoint).latest));
}

/** What `stack output --json` prints: the outputs of the stack's resource, with the text `[secret]` for each secret. */
export function outputsOf({ resources }: Deployment): JsonObject {
    const stack = resources.find(({ type, parent }) => type === STACK_TYPE && text(parent) === undefined);
    return blindSecrets(object(stack?.outputs) as Properties) as JsonObject;
}

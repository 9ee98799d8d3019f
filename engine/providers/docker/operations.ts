import { once } from "node:events";
import { containsUnknown, Properties } from "../../property";
import {
    CreateRequest,
    CreationInterrupted,
    DeleteRequest,
    ProviderHost,
    ReadRequest,
    ResourceInitError,
    UpdateRequest,
} from "../provider";
import { fromPulumi, toPulumi } from "./convert";
import { describe } from "./daemon-error";
import { priorState } from "./diff";
import { adoptedInputs, refreshedInputs } from "./extract-inputs";
import { lostDaemon } from "./lost-daemon";
import { META, meta, previewMeta, timeoutSeconds } from "./meta";
import { planCreate, planUpdate } from "./plan";
import { RAW_STATE_DELTA, rawStateDelta } from "./raw-state-delta";
import { Call, ResourceKind } from "./resource-kind";
import { Block, TerraformObject } from "./schema";
import { knownPart, settleApplied, settleRead } from "./settle";
import { plain } from "./values";
import { zerosOfRemoved } from "./zeros";

/** Gives a call as long as it may take, from a provider that is configured. */
export type Caller = (timeoutSeconds: number | undefined) => Promise<Call>;

export interface Operations {
    create(kind: ResourceKind, request: CreateRequest): Promise<{ id: string; outputs: Properties }>;
    read(kind: ResourceKind, request: ReadRequest): Promise<{ id?: string; inputs: Properties; outputs: Properties }>;
    update(kind: ResourceKind, request: UpdateRequest): Promise<{ outputs: Properties }>;
    delete(kind: ResourceKind, request: DeleteRequest): Promise<void>;
}

function outputs(block: Block, state: TerraformObject, metadata: Properties): Properties {
    const properties = { ...toPulumi(block, state), ...metadata };
    return containsUnknown(state) ? properties : { ...properties, [RAW_STATE_DELTA]: rawStateDelta(block, state) };
}

/** One error in the form in which Terraform's errors reach Pulumi. */
function multierror(text: string): string {
    return `1 error occurred:\n\t* ${text}\n\n`;
}

/** Stops waiting when the time is up or the user wants out, whatever the daemon is still busy with. */
async function unlessAborted<T>({ signal }: Call, work: Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const finished = new AbortController();
    const aborted = once(signal, "abort", { signal: finished.signal }).then(() => signal.throwIfAborted());
    try {
        return (await Promise.race([work, aborted])) as T;
    } finally {
        aborted.catch(() => undefined);
        finished.abort();
    }
}

/** Whether a creation was cut off, so that only the daemon can tell what there is now. */
function isInterrupted(error: unknown, id: string, cancelled: AbortSignal): boolean {
    const lost = lostDaemon(error);
    if (lost !== undefined) return lost.wasAsked || id !== "";
    return cancelled.aborted || (id === "" && error instanceof Error && error.name === "TimeoutError");
}

export function operations(host: ProviderHost, version: string, caller: Caller): Operations {
    const report = (urn: string, error: unknown): string => {
        const text = describe(error);
        const place = "sdk-v2/provider2.go:571: sdk.helper_schema";
        host.log({ urn, severity: "error", text: `  ${place}: ${text}: provider=docker@${version}` });
        return multierror(text);
    };
    const warnAboutTimeout = (kind: ResourceKind, urn: string, verb: string, seconds: number | undefined) => {
        if (kind.hasTimeouts || !seconds) return;
        const text = `Resource does not support customTimeouts, ignoring: ${verb}=${goDuration(seconds)}`;
        host.log({ urn, severity: "warning", text });
    };

    return {
        async create(kind, { urn, inputs, preview, timeoutSeconds: given }) {
            warnAboutTimeout(kind, urn, "create", given);
            const planned = planCreate(kind.schema, fromPulumi(kind.schema, inputs));
            if (preview) {
                return { id: "", outputs: outputs(kind.schema, planned, previewMeta(kind, planned, "create", given)) };
            }
            let id = "";
            const finished = (read: Properties) =>
                outputs(kind.schema, settleApplied(kind.schema, planned, { id, ...read }), meta(kind, "create", given));
            try {
                const call = await caller(timeoutSeconds(kind, given));
                const read = await unlessAborted(
                    call,
                    kind.create(call, knownPart(kind.schema, planned), (made) => (id = made)),
                );
                return { id, outputs: finished(read) };
            } catch (error) {
                const text = report(urn, error);
                if (isInterrupted(error, id, host.cancelled)) throw new CreationInterrupted(text, { cause: error });
                if (id === "") throw new Error(text, { cause: error });
                throw new ResourceInitError(id, finished({}), [`creating ${urn}: ${text}`]);
            }
        },

        async read(kind, { urn, id, oldInputs, oldOutputs }) {
            const known = oldOutputs !== undefined && Object.keys(oldOutputs).length > 0;
            if (!known && !kind.importable) return { inputs: {}, outputs: {} };
            const prior = planUpdate(kind.schema, known ? priorState(kind.schema, oldOutputs) : { id }, {}, []).prior;
            try {
                const call = await caller(undefined);
                const read = await unlessAborted(call, kind.read(call, id, prior));
                if (read === undefined) return { inputs: {}, outputs: {} };
                const state = settleRead(kind.schema, prior, read);
                const metadata = known && META in oldOutputs ? { [META]: oldOutputs[META] } : meta(kind);
                const all = outputs(kind.schema, state, metadata);
                const inputs = known
                    ? refreshedInputs(kind.schema, oldInputs ?? {}, all)
                    : adoptedInputs(kind.schema, all);
                return { id: plain(state.id ?? id), inputs, outputs: all };
            } catch (error) {
                throw new Error(`refreshing ${urn}: ${report(urn, error)}`, { cause: error });
            }
        },

        async update(kind, { urn, id, oldOutputs, newInputs, ignoreChanges, preview, timeoutSeconds: given }) {
            warnAboutTimeout(kind, urn, "update", given);
            const { schema } = kind;
            const plan = planUpdate(
                schema,
                priorState(schema, oldOutputs),
                fromPulumi(schema, newInputs),
                ignoreChanges,
            );
            if (preview) {
                const metadata = plan.changed ? previewMeta(kind, plan.state, "update", given) : {};
                return { outputs: outputs(schema, plan.state, metadata) };
            }
            const removed = zerosOfRemoved(schema, plan.prior, plan.state);
            const finished = (read: Properties) =>
                outputs(
                    schema,
                    settleApplied(schema, plan.state, { ...removed, ...read }),
                    meta(kind, "update", given),
                );
            try {
                const call = await caller(timeoutSeconds(kind, given));
                return { outputs: finished(await unlessAborted(call, kind.update(call, id, plan.prior, plan.state))) };
            } catch (error) {
                throw new ResourceInitError(id, finished({}), [`updating ${urn}: ${report(urn, error)}`]);
            }
        },

        async delete(kind, { urn, id, oldOutputs, timeoutSeconds: given }) {
            const state = planUpdate(kind.schema, priorState(kind.schema, oldOutputs), {}, []).prior;
            try {
                const call = await caller(timeoutSeconds(kind, given));
                await unlessAborted(call, kind.delete(call, id, state));
            } catch (error) {
                throw new Error(`deleting ${urn}: ${report(urn, error)}`, { cause: error });
            }
        },
    };
}

/** A duration as Go writes it, such as 1m30s. */
function goDuration(seconds: number): string {
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
    const rest = `${seconds % 60}s`;
    if (hours > 0) return `${hours}h${minutes}m${rest}`;
    return minutes > 0 ? `${minutes}m${rest}` : rest;
}

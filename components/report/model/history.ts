import { Figures } from "./figures";
import { declaredStorages } from "./storages";
import { readState } from "./stored-state";

/** One past operation on the stack, and what the stack's volumes were like after it. */
export interface PastUpdate {
    /** Counts from 1, the first operation on the stack. */
    number: number;
    /** update, refresh, destroy and the like. */
    kind: string;
    succeeded: boolean;
    /** ISO 8601. */
    startedAt: string;
    durationSeconds: number;
    /** How many resources were created, updated, replaced and so on. */
    changes: Record<string, number>;
    /** By the `id` of a Storage. */
    figures: Map<string, Figures>;
}

/** The two files that the file backend keeps of an operation. Source: addToHistory in pkg/backend/diy, pulumi/pulumi. */
export interface UpdateFiles {
    number: number;
    /** `.history.json`: backend.UpdateInfo. */
    info: string;
    /** `.checkpoint.json`: the state after it; nothing where there is no such file. */
    checkpoint?: string;
}

interface UpdateInfo {
    kind: string;
    result: string;
    /** Seconds since 1970, as endTime. */
    startTime: number;
    endTime: number;
    resourceChanges?: Record<string, number> | null;
}

export function pastUpdate({ number, info, checkpoint }: UpdateFiles): PastUpdate {
    const { kind, result, startTime, endTime, resourceChanges } = JSON.parse(info) as UpdateInfo;
    const storages = checkpoint === undefined ? [] : declaredStorages(readState(checkpoint));
    return {
        number,
        kind,
        succeeded: result === "succeeded",
        startedAt: new Date(startTime * 1000).toISOString(),
        durationSeconds: endTime - startTime,
        changes: resourceChanges ?? {},
        figures: new Map(storages.map(({ storage }) => [storage.id, storage.figures])),
    };
}

import { Properties } from "./stored-state";

/** How fast one way of reading or writing was found to be. */
export interface MeasuredSpeed {
    /** What was done, in words: `sequential read`. */
    access: string;
    bytesPerSecond: number;
    /** Reads or writes in a second. */
    iops?: number;
    meanLatencySeconds?: number;
}

/** The file system that a volume lies on; it may hold much else. */
export interface FileSystemFigures {
    type?: string;
    capacityBytes?: number;
    usedBytes?: number;
    freeBytes?: number;
}

/** How much fits, how much is used and how fast it is, as far as the state of a stack tells. */
export interface Figures {
    capacityBytes?: number;
    usedBytes?: number;
    throughputBytesPerSecond?: number;
    /** For each of these three: declared, computed, enforced or measured. */
    sources: Partial<Record<string, string>>;
    fileSystem?: FileSystemFigures;
    speeds: MeasuredSpeed[];
    /** When that was, in ISO 8601. */
    speedsMeasuredAt?: string;
    /** Why there are none, though they were asked for. */
    speedProblem?: string;
}

/** What a performance test does, as its outputs name it. */
const ACCESSES = ["sequentialRead", "sequentialWrite", "randomRead", "randomWrite"];

export const NO_FIGURES: Figures = { sources: {}, speeds: [] };

/** The figures among the outputs of a component. */
export function figuresFrom(outputs: Properties): Figures {
    const sources = Object.entries(objectFrom(outputs.figureSources) ?? {});
    const fileSystem = objectFrom(outputs.fileSystem);
    const performance = objectFrom(outputs.performance) ?? {};
    return {
        capacityBytes: numberFrom(outputs.capacityBytes),
        usedBytes: numberFrom(outputs.usedBytes),
        throughputBytesPerSecond: numberFrom(outputs.throughputBytesPerSecond),
        sources: Object.fromEntries(sources.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
        fileSystem: fileSystem && {
            type: textFrom(fileSystem.type),
            capacityBytes: numberFrom(fileSystem.capacityBytes),
            usedBytes: numberFrom(fileSystem.usedBytes),
            freeBytes: numberFrom(fileSystem.freeBytes),
        },
        speeds: ACCESSES.flatMap((access) => speedFrom(access, objectFrom(performance[access]) ?? {})),
        speedsMeasuredAt: textFrom(performance.measuredAt),
        speedProblem: textFrom(performance.problem),
    };
}

function speedFrom(access: string, { bytesPerSecond, iops, latencySeconds }: Properties): MeasuredSpeed[] {
    const rate = numberFrom(bytesPerSecond);
    if (rate === undefined) return [];
    return [
        {
            access: access.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
            bytesPerSecond: rate,
            iops: numberFrom(iops),
            meanLatencySeconds: numberFrom(objectFrom(latencySeconds)?.mean),
        },
    ];
}

export function numberFrom(value: unknown): number | undefined {
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function textFrom(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

export function objectFrom(value: unknown): Properties | undefined {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : undefined;
}

import { FigureSource } from "./figures";
import { binaryBytes, binaryBytesPerSecond, percent } from "./units";

/** What happens when a budget is broken. */
export enum BudgetAction {
    /** A warning. */
    Warn = "warn",
    /** A preview fails, and so does an update, once it has done everything that it had to do. */
    Fail = "fail",
}

/** Limits to figures. */
export interface Budget {
    /** The volume for which it holds, by name. Default: each that has the figure. */
    volume?: string;
    /** The host for which it holds, or for whose volumes, by name. Default: each. */
    host?: string;
    /** The NFS server for which it holds, or for whose volumes, by name. Default: each. */
    nfsServer?: string;
    /** Bytes that must still fit on the volume. */
    minimumFreeBytes?: number;
    /** Bytes in use / capacity that must not be exceeded, from 0 to 1. */
    maximumUsedShare?: number;
    /** Bytes per second: as measured, or else what its consumers get together when all are at work. */
    minimumThroughputBytesPerSecond?: number;
    /** Seconds: as measured, or else as declared. */
    maximumLatencySeconds?: number;
    /** Bytes that the volumes on a host, or on an NFS server, may declare together. */
    maximumSumBytes?: number;
    /** What happens when one of these limits is broken. */
    action: BudgetAction;
}

/** A figure, and how it was come by. */
export interface Figure {
    value: number;
    source: FigureSource;
}

/** What the limits of a budget are compared with. */
export interface BudgetedFigures {
    capacityBytes?: Figure;
    usedBytes?: Figure;
    freeBytes?: Figure;
    throughputBytesPerSecond?: Figure;
    latencySeconds?: Figure;
    sumBytes?: Figure;
}

type FigureName = keyof BudgetedFigures;

/** One limit of a budget: which figures it needs, and what they say. */
export interface Limit {
    property: keyof Budget;
    /** Any of these combinations will do. */
    needs: readonly (readonly FigureName[])[];
    /** The figure that the limit is about; undefined while it cannot be known. */
    figure: (figures: BudgetedFigures) => Figure | undefined;
    isMinimum: boolean;
    show: (value: number) => string;
    says: string;
    remedy: string;
}

const secondsText = (value: number): string => `${Number(value.toPrecision(6))} s`;

/** The limits of volumes. */
export const VOLUME_LIMITS: readonly Limit[] = [
    {
        property: "minimumFreeBytes",
        needs: [["freeBytes"], ["capacityBytes", "usedBytes"]],
        figure: ({ freeBytes, capacityBytes, usedBytes }) =>
            freeBytes ?? combined(capacityBytes, usedBytes, (capacity, used) => capacity - used),
        isMinimum: true,
        show: binaryBytes,
        says: "free",
        remedy: "remove data from it, give it more blocks, or lower the budget",
    },
    {
        property: "maximumUsedShare",
        needs: [["capacityBytes", "usedBytes"]],
        figure: ({ capacityBytes, usedBytes }) =>
            capacityBytes?.value === 0
                ? undefined
                : combined(capacityBytes, usedBytes, (capacity, used) => used / capacity),
        isMinimum: false,
        show: percent,
        says: "used",
        remedy: "remove data from it, give it more blocks, or raise the budget",
    },
    {
        property: "minimumThroughputBytesPerSecond",
        needs: [["throughputBytesPerSecond"]],
        figure: ({ throughputBytesPerSecond }) => throughputBytesPerSecond,
        isMinimum: true,
        show: binaryBytesPerSecond,
        says: "throughput",
        remedy: "move it, or what shares its host or server, to a faster place, or lower the budget",
    },
    {
        property: "maximumLatencySeconds",
        needs: [["latencySeconds"]],
        figure: ({ latencySeconds }) => latencySeconds,
        isMinimum: false,
        show: secondsText,
        says: "latency",
        remedy: "move it to a faster place, or raise the budget",
    },
];

/** The limit of hosts and NFS servers. */
export const PLACE_LIMIT: Limit = {
    property: "maximumSumBytes",
    needs: [["sumBytes"]],
    figure: ({ sumBytes }) => sumBytes,
    isMinimum: false,
    show: binaryBytes,
    says: "in all volumes together",
    remedy: "shrink or move a volume, or raise the budget",
};

/** A message that names target, budget, value and remedy; undefined while the budget is kept. `target` is as in `volume site`. */
export function breach(target: string, limit: Limit, bound: number, figure: Figure): string | undefined {
    const { value, source } = figure;
    if (limit.isMinimum ? value >= bound : value <= bound) return undefined;
    const { property, show, says, remedy } = limit;
    const exact = limit.show(value) === limit.show(bound) ? `, ${value} against ${bound} exactly` : "";
    return `${target} breaks its budget ${property} of ${show(bound)}: ${show(value)} ${says} (${source}${exact}); ${remedy}`;
}

/** Measured if either is. */
function combined(
    one: Figure | undefined,
    other: Figure | undefined,
    combine: (one: number, other: number) => number,
): Figure | undefined {
    if (one === undefined || other === undefined) return undefined;
    const measured = [one, other].some(({ source }) => source === FigureSource.Measured);
    const source = measured ? FigureSource.Measured : FigureSource.Computed;
    return { value: combine(one.value, other.value), source };
}

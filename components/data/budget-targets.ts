import * as pulumi from "@pulumi/pulumi";
import { VolumeBandwidth } from "../model/bandwidth";
import { Budget, Figure, PLACE_LIMIT, VOLUME_LIMITS } from "../model/budgets";
import { usedBytes } from "../model/capacity";
import { FigureSource } from "../model/figures";
import { isOnHost, isOnServer } from "../model/storage-facts";
import { hostLabel, serverLabel, volumeLabel } from "../model/summary";
import { sum } from "../model/totals";
import { BudgetTarget } from "./budget-checks";
import { SummaryVolume } from "./summary-inputs";

type Bytes = pulumi.Input<number | undefined>;

/** A volume with the figures that budgets look at: those measured, once they are known, or else those computed. */
export function volumeTarget(
    volume: SummaryVolume,
    bandwidths: pulumi.Output<Record<string, VolumeBandwidth>>,
): BudgetTarget {
    const { name, host, nfsServer, capacityBytes, latencySeconds, expectedUsage } = volume;
    const bandwidth = bandwidths.apply((known) => slower(known[name]));
    const expected = expectedUsage && usedBytes(expectedUsage);
    return {
        label: volumeLabel(name),
        limits: VOLUME_LIMITS,
        isMeant: (budget) =>
            (budget.volume ?? name) === name &&
            (budget.host ?? host) === host &&
            (budget.nfsServer ?? nfsServer) === nfsServer,
        figures: {
            capacityBytes: figure([capacityBytes, FigureSource.Declared]),
            usedBytes: figure(...measured(volume.usedBytes), [expected, FigureSource.Computed]),
            freeBytes: figure(...measured(volume.freeBytes)),
            throughputBytesPerSecond: figure(...measured(volume.measuredThroughputBytesPerSecond), [
                bandwidth,
                FigureSource.Computed,
            ]),
            latencySeconds: figure(...measured(volume.measuredLatencySeconds), [latencySeconds, FigureSource.Declared]),
        },
    };
}

export function hostTarget(host: string, volumes: readonly SummaryVolume[]): BudgetTarget {
    return placeTarget(
        hostLabel(host),
        volumes.filter((volume) => isOnHost(volume, host)),
        (budget) => (budget.nfsServer === undefined ? (budget.host ?? host) === host : false),
    );
}

export function serverTarget(nfsServer: string, volumes: readonly SummaryVolume[]): BudgetTarget {
    return placeTarget(
        serverLabel(nfsServer),
        volumes.filter((volume) => isOnServer(volume, nfsServer)),
        (budget) => (budget.host === undefined ? (budget.nfsServer ?? nfsServer) === nfsServer : false),
    );
}

function placeTarget(
    label: string,
    volumes: readonly SummaryVolume[],
    isMeant: (budget: Budget) => boolean,
): BudgetTarget {
    const sumBytes = pulumi.all(volumes.map(({ capacityBytes }) => capacityBytes)).apply(sum);
    return {
        label,
        limits: [PLACE_LIMIT],
        isMeant: (budget) => budget.volume === undefined && isMeant(budget),
        figures: { sumBytes: figure([sumBytes, FigureSource.Computed]) },
    };
}

/** What a volume transfers in the slower direction when all are at work. */
function slower({ readBytesPerSecond, writeBytesPerSecond }: VolumeBandwidth): number | undefined {
    const known = [readBytesPerSecond, writeBytesPerSecond].filter((one) => one !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
}

/** What is measured is unknown in a preview, and must not hide what is computed: there it has no value, unless it is plain. */
function measured(input: Bytes): [Bytes, FigureSource][] {
    if (input === undefined) return [];
    if (typeof input === "number") return [[input, FigureSource.Declared]];
    return [[pulumi.runtime.isDryRun() ? pulumi.output(undefined) : input, FigureSource.Measured]];
}

/** The first that has a value; nothing if none is stated at all. */
function figure(...candidates: [Bytes, FigureSource][]): pulumi.Input<Figure | undefined> {
    const stated = candidates.filter(([input]) => input !== undefined);
    if (stated.length === 0) return undefined;
    return pulumi.all(stated.map(([input]) => input)).apply((values) => {
        const index = values.findIndex((value) => value !== undefined);
        return index < 0 ? undefined : { value: values[index] as number, source: stated[index][1] };
    });
}

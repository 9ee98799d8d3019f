import { PlacedVolume, PlaceLimits, Totals, UsageTotals, VolumeFigures } from "./storage-facts";

/** A volume with the figures that follow from what is declared. */
export interface DeclaredVolume extends PlacedVolume, VolumeFigures {}

/** A volume with what it holds. */
export interface UsedVolume extends PlacedVolume {
    capacityBytes?: number;
    usedBytes?: number;
    freeBytes?: number;
}

/** Adds volumes up, against what their place has; `limits` is empty where that is not stated. */
export function totalsOf(volumes: readonly DeclaredVolume[], limits: Omit<PlaceLimits, "name"> = {}): Totals {
    const capacityBytes = sum(volumes.map((volume) => volume.capacityBytes));
    const throughputBytesPerSecond = sum(volumes.map((volume) => volume.throughputBytesPerSecond));
    return {
        volumeCount: volumes.length,
        volumesWithoutCapacity: volumes.filter((volume) => volume.capacityBytes === undefined).length,
        capacityBytes,
        capacityOversubscription: ratio(capacityBytes, limits.capacityBytes),
        throughputBytesPerSecond,
        throughputOversubscription: ratio(throughputBytesPerSecond, limits.throughputBytesPerSecond),
    };
}

/** The whole stack; its ratios are those of the host or server that is worst off, which a sum over all would hide. */
export function stackTotals(volumes: readonly DeclaredVolume[], places: readonly Totals[]): Totals {
    const worst = (ratios: readonly (number | undefined)[]): number | undefined => {
        const known = ratios.filter((one) => one !== undefined);
        return known.length === 0 ? undefined : Math.max(...known);
    };
    return {
        ...totalsOf(volumes),
        capacityOversubscription: worst(places.map((place) => place.capacityOversubscription)),
        throughputOversubscription: worst(places.map((place) => place.throughputOversubscription)),
    };
}

export function usageTotals(volumes: readonly UsedVolume[]): UsageTotals {
    const used = volumes.filter((volume) => volume.usedBytes !== undefined);
    const free = volumes.map(freeBytesOf).filter((bytes) => bytes !== undefined);
    const sized = used.filter((volume) => volume.capacityBytes !== undefined);
    return {
        usedBytes: used.length === 0 ? undefined : sum(used.map((volume) => volume.usedBytes)),
        freeBytes: free.length === 0 ? undefined : sum(free),
        usedShare:
            sized.length === 0
                ? undefined
                : ratio(sum(sized.map((volume) => volume.usedBytes)), sum(sized.map((volume) => volume.capacityBytes))),
    };
}

/** What was measured, or what the capacity leaves; below zero if more is used than was declared. */
function freeBytesOf({ capacityBytes, usedBytes, freeBytes }: Omit<UsedVolume, "name">): number | undefined {
    if (freeBytes !== undefined || capacityBytes === undefined || usedBytes === undefined) return freeBytes;
    return capacityBytes - usedBytes;
}

function ratio(declared: number, has: number | undefined): number | undefined {
    return has === undefined || has === 0 ? undefined : declared / has;
}

/** Of those that are known. */
export function sum(figures: readonly (number | undefined)[]): number {
    return figures.reduce<number>((total, figure) => total + (figure ?? 0), 0);
}

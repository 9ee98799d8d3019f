import { VolumeBandwidth } from "./bandwidth";
import { PlaceLimits, Totals, UsageTotals, VolumeFigures } from "./storage-facts";
import { binaryBytes, binaryBytesPerSecond, percent } from "./units";

/** As `40 GiB, 512 MiB/s; all at once: web reads 256 MiB/s, writer reads and writes 256 MiB/s`. */
export function volumeText(figures: VolumeFigures, { consumers }: VolumeBandwidth): string {
    const { capacityBytes, throughputBytesPerSecond } = figures;
    const facts = [
        capacityBytes === undefined ? "no declared size" : binaryBytes(capacityBytes),
        throughputBytesPerSecond === undefined ? undefined : binaryBytesPerSecond(throughputBytesPerSecond),
    ].filter((fact) => fact !== undefined);
    const shares = Object.entries(consumers).flatMap(
        ([name, { readBytesPerSecond: read, writeBytesPerSecond: write }]) => {
            if (read !== undefined && read === write) return [`${name} reads and writes ${binaryBytesPerSecond(read)}`];
            const said = [
                read === undefined ? [] : [`reads ${binaryBytesPerSecond(read)}`],
                write === undefined ? [] : [`writes ${binaryBytesPerSecond(write)}`],
            ].flat();
            return said.length === 0 ? [] : [`${name} ${said.join(" and ")}`];
        },
    );
    return facts.join(", ") + (shares.length === 0 ? "" : `; all at once: ${shares.join(", ")}`);
}

/** As `120 GiB in 3 volumes, 120 % of 100 GiB; 600 MiB/s, 300 % of 200 MiB/s`. */
export function totalsText(totals: Totals, limits: Omit<PlaceLimits, "name"> = {}): string {
    const { volumeCount, volumesWithoutCapacity, capacityBytes, throughputBytesPerSecond } = totals;
    const count = `${volumeCount} ${volumeCount === 1 ? "volume" : "volumes"}`;
    const size = `${binaryBytes(capacityBytes)} in ${count}`;
    const unsized = volumesWithoutCapacity === 0 ? "" : ` (${volumesWithoutCapacity} without a declared size)`;
    const capacity = against(totals.capacityOversubscription, limits.capacityBytes, binaryBytes);
    const throughput = against(
        totals.throughputOversubscription,
        limits.throughputBytesPerSecond,
        binaryBytesPerSecond,
    );
    const speed =
        throughputBytesPerSecond === 0 ? "" : `; ${binaryBytesPerSecond(throughputBytesPerSecond)}${throughput}`;
    return size + unsized + capacity + speed;
}

/** As `12 GiB used, 28 GiB free, 30 % full`. */
export function usageText({ usedBytes, freeBytes, usedShare }: UsageTotals): string {
    const facts = [
        usedBytes === undefined ? undefined : `${binaryBytes(usedBytes)} used`,
        freeBytes === undefined ? undefined : `${binaryBytes(freeBytes)} free`,
        usedShare === undefined ? undefined : `${percent(usedShare)} full`,
    ].filter((fact) => fact !== undefined);
    return facts.length === 0 ? "not known" : facts.join(", ");
}

/** Without the limit itself it is the worst of several places. */
function against(ratio: number | undefined, limit: number | undefined, show: (value: number) => string): string {
    if (ratio === undefined) return "";
    return limit === undefined
        ? `, up to ${percent(ratio)} of what a host or server has`
        : `, ${percent(ratio)} of ${show(limit)}`;
}

import { VolumeBandwidth, sharedBandwidths } from "./bandwidth";
import { PlacedVolume, PlaceLimits, Totals, UsageTotals, isOnHost, isOnServer } from "./storage-facts";
import { totalsText, usageText, volumeText } from "./summary-text";
import { DeclaredVolume, UsedVolume, stackTotals, totalsOf, usageTotals } from "./totals";

/** What follows from what is declared. */
export interface DeclaredSummary {
    stack: Totals;
    hosts: Record<string, Totals>;
    nfsServers: Record<string, Totals>;
    bandwidths: Record<string, VolumeBandwidth>;
    /** In words, by what each line is about. */
    lines: Record<string, string>;
}

/** What is in use and what is free, by what it is about. */
export interface UsageSummary {
    usage: Record<string, UsageTotals>;
    /** In words, by the same names. */
    lines: Record<string, string>;
}

export const hostLabel = (name: string): string => `host ${name}`;
export const serverLabel = (name: string): string => `NFS server ${name}`;
export const volumeLabel = (name: string): string => `volume ${name}`;

export function declaredSummary(
    volumes: readonly DeclaredVolume[],
    hosts: readonly PlaceLimits[],
    nfsServers: readonly PlaceLimits[],
): DeclaredSummary {
    const bandwidths = sharedBandwidths(volumes, hosts, nfsServers);
    const totals = (places: readonly PlaceLimits[], isThere: typeof isOnHost): [PlaceLimits, Totals][] =>
        places.map((place) => [place, totalsOf(on(volumes, place.name, isThere), place)]);
    const ofHosts = totals(hosts, isOnHost);
    const ofServers = totals(nfsServers, isOnServer);
    const stack = stackTotals(
        volumes,
        [...ofHosts, ...ofServers].map(([, sums]) => sums),
    );
    const byName = (entries: [PlaceLimits, Totals][]): Record<string, Totals> =>
        Object.fromEntries(entries.map(([{ name }, sums]) => [name, sums]));
    return {
        stack,
        hosts: byName(ofHosts),
        nfsServers: byName(ofServers),
        bandwidths,
        lines: Object.fromEntries([
            ["stack", totalsText(stack)],
            ...ofHosts.map(([host, sums]) => [hostLabel(host.name), totalsText(sums, host)]),
            ...ofServers.map(([server, sums]) => [serverLabel(server.name), totalsText(sums, server)]),
            ...volumes.map((volume) => [volumeLabel(volume.name), volumeText(volume, bandwidths[volume.name])]),
        ]) as Record<string, string>,
    };
}

export function usageSummary(
    volumes: readonly UsedVolume[],
    hosts: readonly { name: string }[],
    nfsServers: readonly { name: string }[],
): UsageSummary {
    const groups: [string, readonly UsedVolume[]][] = [
        ["stack", volumes],
        ...hosts.map(({ name }): [string, UsedVolume[]] => [hostLabel(name), on(volumes, name, isOnHost)]),
        ...nfsServers.map(({ name }): [string, UsedVolume[]] => [serverLabel(name), on(volumes, name, isOnServer)]),
        ...volumes.map((volume): [string, UsedVolume[]] => [volumeLabel(volume.name), [volume]]),
    ];
    const usage = groups.map(([label, members]): [string, UsageTotals] => [label, usageTotals(members)]);
    return {
        usage: Object.fromEntries(usage),
        lines: Object.fromEntries(usage.map(([label, totals]) => [label, usageText(totals)])),
    };
}

function on<V extends PlacedVolume>(volumes: readonly V[], place: string, isThere: typeof isOnHost): V[] {
    return volumes.filter((volume) => isThere(volume, place));
}

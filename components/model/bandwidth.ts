import { Link, maxMinFair } from "./max-min-fair";
import { Consumer, PlacedVolume, PlaceLimits, isOnHost, isOnServer } from "./storage-facts";

/** Bytes per second when all consumers of all volumes are at work at once. */
export interface Bandwidth {
    /** While all read. Absent where nothing limits it. */
    readBytesPerSecond?: number;
    /** While all write. Absent where nothing limits it, and where nobody writes. */
    writeBytesPerSecond?: number;
}

/** What the consumers of a volume get together, and each. */
export interface VolumeBandwidth extends Bandwidth {
    /** By the consumer's name. */
    consumers: { [consumer: string]: Bandwidth };
}

/** A volume with its declared speed. */
export interface SharedVolume extends PlacedVolume {
    throughputBytesPerSecond?: number;
}

interface Flow {
    volume: SharedVolume;
    consumer: Consumer;
    limitBytesPerSecond?: number;
}

/** Divides what volumes, hosts and servers transfer among the consumers; a volume that lists none has one, of its own name. */
export function sharedBandwidths(
    volumes: readonly SharedVolume[],
    hosts: readonly PlaceLimits[],
    nfsServers: readonly PlaceLimits[],
): Record<string, VolumeBandwidth> {
    const consumers = volumes.flatMap((volume) =>
        (volume.consumers ?? [{ name: volume.name }]).map((consumer): Flow => ({ volume, consumer })),
    );
    const divide = (flows: Flow[]): ((volume: SharedVolume) => Map<string, number | undefined>) => {
        const shares = maxMinFair(flows.length, linksOf(flows, volumes, hosts, nfsServers));
        return (volume) =>
            new Map(
                flows.flatMap((flow, index) => (flow.volume === volume ? [[flow.consumer.name, shares[index]]] : [])),
            );
    };
    const readsOf = divide(
        consumers.map((flow) => ({ ...flow, limitBytesPerSecond: flow.consumer.deviceReadBytesPerSecond })),
    );
    const writesOf = divide(
        consumers
            .filter(({ consumer }) => !consumer.readOnly)
            .map((flow) => ({ ...flow, limitBytesPerSecond: flow.consumer.deviceWriteBytesPerSecond })),
    );
    return Object.fromEntries(volumes.map((volume) => [volume.name, bandwidthOf(readsOf(volume), writesOf(volume))]));
}

function bandwidthOf(reads: Map<string, number | undefined>, writes: Map<string, number | undefined>): VolumeBandwidth {
    return {
        readBytesPerSecond: together(reads),
        writeBytesPerSecond: together(writes),
        consumers: Object.fromEntries(
            [...reads].map(([name, readBytesPerSecond]) => [
                name,
                { readBytesPerSecond, writeBytesPerSecond: writes.get(name) },
            ]),
        ),
    };
}

/** No limit for one is no limit for all. */
function together(shares: Map<string, number | undefined>): number | undefined {
    return shares.size === 0
        ? undefined
        : [...shares.values()].reduce(
              (sum, share) => (sum === undefined || share === undefined ? undefined : sum + share),
              0,
          );
}

function linksOf(
    flows: readonly Flow[],
    volumes: readonly SharedVolume[],
    hosts: readonly PlaceLimits[],
    nfsServers: readonly PlaceLimits[],
): Link[] {
    const link = (bytesPerSecond: number | undefined, passes: (flow: Flow) => boolean): Link[] =>
        bytesPerSecond === undefined
            ? []
            : [{ bytesPerSecond, flows: flows.flatMap((flow, index) => (passes(flow) ? [index] : [])) }];
    return [
        ...volumes.flatMap((one) => link(one.throughputBytesPerSecond, ({ volume }) => volume === one)),
        ...flows.flatMap((one) => link(one.limitBytesPerSecond, (flow) => flow === one)),
        ...hosts.flatMap(({ name, throughputBytesPerSecond, networkBytesPerSecond }) => [
            ...link(throughputBytesPerSecond, ({ volume }) => isOnHost(volume, name)),
            ...link(networkBytesPerSecond, ({ volume }) => volume.host === name && volume.nfsServer !== undefined),
        ]),
        ...nfsServers.flatMap(({ name, throughputBytesPerSecond }) =>
            link(throughputBytesPerSecond, ({ volume }) => isOnServer(volume, name)),
        ),
    ];
}

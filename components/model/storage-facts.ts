import { Usage } from "./capacity";

/** Something that reads or writes a volume, a container as a rule. */
export interface Consumer {
    name: string;
    /** Bytes per second at most that it reads from the volume's device (Docker's `--device-read-bps`). Default: no limit. */
    deviceReadBytesPerSecond?: number;
    /** Bytes per second at most that it writes to the volume's device (Docker's `--device-write-bps`). Default: no limit. */
    deviceWriteBytesPerSecond?: number;
    /** Whether it only reads. Default: false. */
    readOnly?: boolean;
}

/** Where a volume is, and who is at it: what is known of it without asking anybody. */
export interface PlacedVolume {
    name: string;
    host?: string;
    nfsServer?: string;
    consumers?: Consumer[];
    expectedUsage?: Usage;
}

/** The figures of a volume that follow from what is declared. */
export interface VolumeFigures {
    /** Bytes that fit: block size x block count. */
    capacityBytes?: number;
    /** Bytes per second: block size x block count / latency. */
    throughputBytesPerSecond?: number;
    /** Seconds it takes to transfer all of the blocks once. */
    latencySeconds?: number;
}

/** What a host or a server has, where that is given. */
export interface PlaceLimits {
    name: string;
    /** Bytes that fit on its disks. */
    capacityBytes?: number;
    /** Bytes per second that its disks transfer. */
    throughputBytesPerSecond?: number;
    /** Bytes per second that its network transfers. */
    networkBytesPerSecond?: number;
}

/** The volumes of a host, a server or a stack, added up, against what that has. */
export interface Totals {
    /** How many volumes are there. */
    volumeCount: number;
    /** How many of them have no capacity, and are missing in the sum. */
    volumesWithoutCapacity: number;
    /** Bytes that its volumes declare together. */
    capacityBytes: number;
    /** What its volumes declare / what it has; above 1 there is not room for all. Absent if it states no capacity. */
    capacityOversubscription?: number;
    /** Bytes per second that its volumes declare together. */
    throughputBytesPerSecond: number;
    /** What its volumes declare / what it has. Absent if it states no throughput. */
    throughputOversubscription?: number;
}

/** What the volumes of a host, a server or a stack hold together. */
export interface UsageTotals {
    /** Bytes in use, of the volumes of which that is known; absent if it is of none. */
    usedBytes?: number;
    /** Bytes that still fit, of the volumes of which that is known; absent if it is of none. */
    freeBytes?: number;
    /** Bytes in use / capacity, of the volumes of which both are known. */
    usedShare?: number;
}

/** The volumes on a host's own disks; what lies on a server takes nothing there. */
export function isOnHost(volume: PlacedVolume, host: string): boolean {
    return volume.host === host && volume.nfsServer === undefined;
}

export function isOnServer(volume: PlacedVolume, nfsServer: string): boolean {
    return volume.nfsServer === nfsServer;
}

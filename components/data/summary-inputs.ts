import * as pulumi from "@pulumi/pulumi";
import { Usage, usedBytes } from "../model/capacity";
import { Consumer } from "../model/storage-facts";
import { transferRate } from "../model/throughput";
import { DeclaredVolume, UsedVolume } from "../model/totals";

/** A volume to be counted; its figures are those of a NamedVolume, BindMount or NfsVolume, or any others. */
export interface SummaryVolume {
    /** What outputs and budgets call it; no other volume has this name. */
    name: string;
    /** The name of one of `hosts`. Default: the only one, if there is one only. */
    host?: string;
    /** The name of one of `nfsServers`, if the data lies there. An export that several hosts mount is listed once. */
    nfsServer?: string;
    /** Bytes that fit. */
    capacityBytes?: pulumi.Input<number | undefined>;
    /** Bytes per second that it transfers. Default: capacity / latency. */
    throughputBytesPerSecond?: pulumi.Input<number | undefined>;
    /** Seconds it takes to transfer all of it once. */
    latencySeconds?: pulumi.Input<number | undefined>;
    /** What its content is expected to take: that is what budgets are checked against until `usedBytes` is known. */
    expectedUsage?: Usage;
    /** Bytes in use, as measured: unknown in a preview. */
    usedBytes?: pulumi.Input<number | undefined>;
    /** Bytes that still fit, as measured. Default: capacity less used bytes. */
    freeBytes?: pulumi.Input<number | undefined>;
    /** Bytes per second, as measured: that is what budgets are checked against once it is known. */
    measuredThroughputBytesPerSecond?: pulumi.Input<number | undefined>;
    /** Seconds, as measured: that is what budgets are checked against once it is known. */
    measuredLatencySeconds?: pulumi.Input<number | undefined>;
    /** Who reads and writes it. Default: one consumer that has the volume's name. */
    consumers?: Consumer[];
}

/** A Docker host. */
export interface SummaryHost {
    /** What volumes and budgets call it. */
    name: string;
    /** Bytes that fit on the disks that hold its volumes. */
    capacityBytes?: pulumi.Input<number | undefined>;
    /** Bytes per second that these disks transfer; shared by all who use volumes on them. */
    throughputBytesPerSecond?: pulumi.Input<number | undefined>;
    /** Bytes per second that its network transfers; shared by all who use volumes on NFS servers. */
    networkBytesPerSecond?: pulumi.Input<number | undefined>;
}

/** An NFS server. */
export interface SummaryNfsServer {
    /** What volumes and budgets call it. */
    name: string;
    /** Bytes that fit on its exports. */
    capacityBytes?: pulumi.Input<number | undefined>;
    /** Bytes per second that it serves; shared by all who use its exports. */
    throughputBytesPerSecond?: pulumi.Input<number | undefined>;
}

/** A volume that names no host is on the only one. */
export function onItsHost(volume: SummaryVolume, hosts: readonly SummaryHost[]): SummaryVolume {
    return { ...volume, host: volume.host ?? (hosts.length === 1 ? hosts[0].name : undefined) };
}

/** What follows from what is declared of a volume, its throughput too. */
export function declaredVolume(volume: SummaryVolume): pulumi.Output<DeclaredVolume> {
    const { name, host, nfsServer, consumers } = volume;
    const { capacityBytes, throughputBytesPerSecond, latencySeconds } = volume;
    return pulumi
        .all([capacityBytes, throughputBytesPerSecond, latencySeconds])
        .apply(([capacity, throughput, latency]) => ({
            name,
            host,
            nfsServer,
            consumers,
            capacityBytes: capacity,
            throughputBytesPerSecond: throughput ?? transferRate(capacity, latency),
            latencySeconds: latency,
        }));
}

/** What is in use on a volume: as measured, or else as expected. */
export function usedVolume(volume: SummaryVolume): pulumi.Output<UsedVolume> {
    const { name, host, nfsServer, capacityBytes, freeBytes } = volume;
    const expected = volume.expectedUsage && usedBytes(volume.expectedUsage);
    return pulumi.all([capacityBytes, volume.usedBytes, freeBytes]).apply(([capacity, used, free]) => ({
        name,
        host,
        nfsServer,
        capacityBytes: capacity,
        usedBytes: used ?? expected,
        freeBytes: free,
    }));
}

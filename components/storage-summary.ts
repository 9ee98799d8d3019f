import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checked-args";
import { checkBudgets } from "./data/budget-checks";
import { hostTarget, serverTarget, volumeTarget } from "./data/budget-targets";
import {
    SummaryHost,
    SummaryNfsServer,
    SummaryVolume,
    declaredVolume,
    onItsHost,
    usedVolume,
} from "./data/summary-inputs";
import { VolumeBandwidth } from "./model/bandwidth";
import { Budget } from "./model/budgets";
import { FigureSource } from "./model/figures";
import { Totals, UsageTotals, VolumeFigures } from "./model/storage-facts";
import { declaredSummary, usageSummary } from "./model/summary";
import { storageSummaryProblems } from "./model/summary-problems";
import { sum } from "./model/totals";

export interface StorageSummaryArgs {
    volumes: SummaryVolume[];
    /** Default: none, and then no sums per host. */
    hosts?: SummaryHost[];
    /** Default: none, and then no sums per server. */
    nfsServers?: SummaryNfsServer[];
    /** Limits that are checked in each preview and update. Default: none. */
    budgets?: Budget[];
}

/**
 * How much fits, how fast it is and how much is used: of each volume, host and NFS server, and of the whole stack. What follows
 * from plain inputs is known in a preview, so that a pull request shows what it changes. It makes nothing.
 *
 * @throws pulumi.InputPropertiesError, naming every wrong argument.
 */
export class StorageSummary extends pulumi.ComponentResource {
    /** Bytes that all volumes declare together. */
    public readonly capacityBytes: pulumi.Output<number>;
    /** Bytes per second that all volumes declare together. */
    public readonly throughputBytesPerSecond: pulumi.Output<number>;
    /** The highest of what volumes declare / what their host or server has, in bytes; undefined if none states that. */
    public readonly capacityOversubscription: pulumi.Output<number | undefined>;
    /** The same for bytes per second. */
    public readonly throughputOversubscription: pulumi.Output<number | undefined>;
    /** What follows from what is declared, by volume. */
    public readonly volumes: pulumi.Output<{ [volume: string]: VolumeFigures }>;
    /** Sums and ratios, by host: of the volumes on its own disks. */
    public readonly hosts: pulumi.Output<{ [host: string]: Totals }>;
    /** Sums and ratios, by NFS server. */
    public readonly nfsServers: pulumi.Output<{ [nfsServer: string]: Totals }>;
    /** Bytes per second that volumes and each of their consumers get when all are at work, by volume. */
    public readonly bandwidths: pulumi.Output<{ [volume: string]: VolumeBandwidth }>;
    /** All of this in words and binary units: `stack`, `host <name>`, `NFS server <name>`, `volume <name>`. */
    public readonly summary: pulumi.Output<{ [what: string]: string }>;
    /** Bytes in use on all volumes of which that is known; unknown in a preview, undefined if it is known of none. */
    public readonly usedBytes: pulumi.Output<number | undefined>;
    /** What is in use and what is free, by the names of `summary`; unknown in a preview. */
    public readonly usage: pulumi.Output<{ [what: string]: UsageTotals }>;
    /** The same in words and binary units. */
    public readonly usageSummary: pulumi.Output<{ [what: string]: string }>;
    /** What is told of budgets that are broken; unknown in a preview if measured figures are needed. */
    public readonly brokenBudgets: pulumi.Output<string[]>;
    /** For each of the figures: computed or measured. */
    public readonly figureSources: pulumi.Output<{ [figure: string]: string }>;

    constructor(name: string, args: StorageSummaryArgs, opts?: pulumi.ComponentResourceOptions) {
        const checked = checkedArgs(`StorageSummary ${name}`, args, storageSummaryProblems);
        super("docker-storage:index:StorageSummary", name, {}, opts);

        const { budgets = [], hosts = [], nfsServers = [] } = checked;
        const volumes = checked.volumes.map((volume) => onItsHost(volume, hosts));
        const declared = pulumi.all(volumes.map(declaredVolume));
        const figures = pulumi
            .all([declared, pulumi.output(hosts), pulumi.output(nfsServers)])
            .apply((known) => declaredSummary(...known));
        const used = pulumi.all(volumes.map(usedVolume)).apply((known) => usageSummary(known, hosts, nfsServers));

        this.capacityBytes = pulumi.all(volumes.map((volume) => volume.capacityBytes)).apply(sum);
        this.throughputBytesPerSecond = declared.apply((known) =>
            sum(known.map((one) => one.throughputBytesPerSecond)),
        );
        this.capacityOversubscription = figures.apply(({ stack }) => stack.capacityOversubscription);
        this.throughputOversubscription = figures.apply(({ stack }) => stack.throughputOversubscription);
        this.volumes = declared.apply((known) =>
            Object.fromEntries(
                known.map(({ name: volume, capacityBytes, throughputBytesPerSecond, latencySeconds }) => [
                    volume,
                    { capacityBytes, throughputBytesPerSecond, latencySeconds },
                ]),
            ),
        );
        this.hosts = figures.apply((known) => known.hosts);
        this.nfsServers = figures.apply((known) => known.nfsServers);
        this.bandwidths = figures.apply((known) => known.bandwidths);
        this.summary = figures.apply(({ lines }) => lines);
        this.usedBytes = used.apply(({ usage }) => usage.stack.usedBytes);
        this.usage = used.apply(({ usage }) => usage);
        this.usageSummary = used.apply(({ lines }) => lines);
        this.brokenBudgets = checkBudgets(this, budgets, [
            ...volumes.map((volume) => volumeTarget(volume, this.bandwidths)),
            ...hosts.map(({ name: host }) => hostTarget(host, volumes)),
            ...nfsServers.map(({ name: nfsServer }) => serverTarget(nfsServer, volumes)),
        ]);
        const { Computed, Measured } = FigureSource;
        const usageSource = volumes.some((volume) => volume.usedBytes !== undefined) ? Measured : Computed;
        const figureSources: { [figure: string]: string } = {
            capacityBytes: Computed,
            throughputBytesPerSecond: Computed,
            capacityOversubscription: Computed,
            throughputOversubscription: Computed,
            bandwidths: Computed,
            usedBytes: usageSource,
            usage: usageSource,
        };
        this.figureSources = pulumi.output(figureSources);
        this.registerOutputs({
            capacityBytes: this.capacityBytes,
            throughputBytesPerSecond: this.throughputBytesPerSecond,
            capacityOversubscription: this.capacityOversubscription,
            throughputOversubscription: this.throughputOversubscription,
            volumes: this.volumes,
            hosts: this.hosts,
            nfsServers: this.nfsServers,
            bandwidths: this.bandwidths,
            summary: this.summary,
            usedBytes: this.usedBytes,
            usage: this.usage,
            usageSummary: this.usageSummary,
            brokenBudgets: this.brokenBudgets,
            figureSources: this.figureSources,
        });
    }
}

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checked-args";
import { labelsOf, onDockerHost, scriptEnvironment } from "./data/docker-host";
import { measurements } from "./data/measurements";
import { ScriptCommand } from "./data/script-command";
import { script } from "./data/scripts";
import { capacityBytes } from "./model/capacity";
import { FileSystem } from "./model/file-system";
import { Geometry } from "./model/geometry";
import {
    NfsOptions,
    NfsSecurity,
    NfsVersion,
    nfsDriverOptions,
    nfsVolumeName,
    nfsVolumeProblems,
} from "./model/nfs-options";
import { Performance, PerformanceTest } from "./model/performance";
import { throughputBytesPerSecond } from "./model/throughput";

const NFS_PORT = 2049;

export interface NfsVolumeArgs {
    /** Host name or address of the server, as the Docker host sees it. */
    server: pulumi.Input<string>;
    /** Absolute path of the export, or of a folder below it, on the server. */
    export: pulumi.Input<string>;
    /** Protocol version. Default: 4.2. Without one, Docker's mount may end up with version 3. */
    version?: NfsVersion;
    /** Give up on a server that does not answer. Default: false, since an abandoned write corrupts data silently. */
    soft?: pulumi.Input<boolean>;
    /** Default: false. */
    readOnly?: pulumi.Input<boolean>;
    /** Port of the server. Default: 2049. */
    port?: pulumi.Input<number>;
    /** Seconds, to a tenth, before a request is sent again (`timeo`). Default: the kernel's, 60. */
    timeoutSeconds?: pulumi.Input<number>;
    /** How often a request is sent again before the client takes further action (`retrans`). Default: the kernel's. */
    retransmissions?: pulumi.Input<number>;
    /** Bytes in one read request, a multiple of 1024 (`rsize`). Default: negotiated. */
    readSizeBytes?: pulumi.Input<number>;
    /** Bytes in one write request, a multiple of 1024 (`wsize`). Default: negotiated. */
    writeSizeBytes?: pulumi.Input<number>;
    /** Default: what client and server agree on. */
    security?: NfsSecurity;
    /** Do not record when files were read (`noatime`). Default: false. */
    noAccessTimes?: pulumi.Input<boolean>;
    /** Keep locks to this host (`nolock`); version 3 only. Default: false. */
    noLocks?: pulumi.Input<boolean>;
    /** Ask the server for attributes every time (`noac`). Default: false. */
    noAttributeCache?: pulumi.Input<boolean>;
    /** The declared size and speed; without it there are no figures for capacity and throughput. */
    geometry?: Geometry;
    /** Docker labels of the volume. */
    labels?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /** Whether each update measures `usedBytes`, `dataBytes`, `allocatedBytes` and `fileSystem`. Default: true. */
    measureUsage?: boolean;
    /** Measures how fast the export is, once; again when its mount options or the test are others. Default: not measured. */
    performance?: PerformanceTest;
    /** The daemon, as in DOCKER_HOST. Default: config `docker:host`, then the environment's. */
    dockerHost?: pulumi.Input<string>;
    /** The image that tries and measures the mount. Default: config `docker-storage:toolboxImage`, then `docker-storage/toolbox:2`. */
    toolboxImage?: pulumi.Input<string>;
}

/**
 * A Docker volume that mounts an NFS export. The data lives on the server: neither a replacement nor a deletion of the
 * volume touches it. Its Docker name carries a hash of its options, because Docker never changes those of a volume.
 * Where the server squashes root, mount it with `noCopy`: Docker cannot give copied files their owner.
 *
 * @throws pulumi.InputPropertiesError, naming every wrong argument, before anything is created.
 */
export class NfsVolume extends pulumi.ComponentResource {
    /** The Docker name, known once the Docker host has mounted the export. */
    public readonly volumeName: pulumi.Output<string>;
    /** The export, as `server:/path`. */
    public readonly source: pulumi.Output<string>;
    /** The mount options that the volume has. */
    public readonly mountOptions: pulumi.Output<string>;
    /** The driver options of `volumeName`, with which the nodes of a swarm make the same volume: for mounts of a SharedService. */
    public readonly driverOptions: pulumi.Output<{ [key: string]: string }>;
    /** Bytes that fit: block size x block count. Undefined without a geometry. Known in a preview. */
    public readonly capacityBytes: pulumi.Output<number | undefined>;
    /** Bytes per second: capacity / latency. Undefined without a latency. Known in a preview. */
    public readonly throughputBytesPerSecond: pulumi.Output<number | undefined>;
    /**
     * Bytes in use below the export's folder, data + metadata + overhead as the server tells them, measured by each update.
     * Undefined if that failed or took longer than 30 s, unknown in a preview.
     */
    public readonly usedBytes: pulumi.Output<number | undefined>;
    /** Bytes in the content of regular files, each counted once. Undefined or unknown as `usedBytes`. */
    public readonly dataBytes: pulumi.Output<number | undefined>;
    /** Bytes allocated to that content: less than it has where files have holes. Undefined or unknown as `usedBytes`. */
    public readonly allocatedBytes: pulumi.Output<number | undefined>;
    /** What the file system has that the export lies on. Undefined or unknown as `usedBytes`. */
    public readonly fileSystem: pulumi.Output<FileSystem | undefined>;
    /** How fast the export was when that was measured. Undefined without a `performance` argument, unknown in a preview before. */
    public readonly performance: pulumi.Output<Performance | undefined>;

    constructor(name: string, args: NfsVolumeArgs, opts?: pulumi.ComponentResourceOptions) {
        const checked = checkedArgs(`NfsVolume ${name}`, args, (values) => nfsVolumeProblems(name, values));
        const environment = scriptEnvironment(checked);
        super("docker-storage:index:NfsVolume", name, {}, opts);

        const children = { parent: this, retainOnDelete: opts?.retainOnDelete, protect: opts?.protect };
        const { labels, measureUsage, performance: test, dockerHost, toolboxImage: _, geometry, ...asked } = checked;
        const options: pulumi.Output<NfsOptions> = pulumi.output(asked);
        const driverOpts = options.apply(nfsDriverOptions);
        this.source = options.apply((known) => `${known.server}:${known.export}`);
        this.mountOptions = driverOpts.apply((known) => known.o);
        const volume = new docker.Volume(
            name,
            {
                name: options.apply((known) => nfsVolumeName(name, known)),
                driver: "local",
                driverOpts,
                labels: labelsOf("nfs", labels),
            },
            onDockerHost(this, name, { dockerHost }, children),
        );
        const check = new ScriptCommand(
            `${name}-check`,
            {
                scripts: { create: script("volumes", "check-export") },
                environment: {
                    ...environment,
                    NAME: volume.name,
                    SERVER: checked.server,
                    EXPORT: checked.export,
                    PORT: options.apply((known) => String(known.port ?? NFS_PORT)),
                    OPTIONS: this.mountOptions,
                },
            },
            children,
        );
        this.volumeName = check.stdout;
        this.driverOptions = pulumi
            .all([this.volumeName, driverOpts])
            .apply(([, known]): Record<string, string> => ({ ...known }));
        this.capacityBytes = pulumi.output(geometry && capacityBytes(geometry));
        this.throughputBytesPerSecond = pulumi.output(geometry && throughputBytesPerSecond(geometry));
        const found = measurements(
            name,
            { type: "volume", source: this.volumeName, server: checked.server, measureUsage, test, environment },
            children,
        );
        this.usedBytes = found.usedBytes;
        this.dataBytes = found.dataBytes;
        this.allocatedBytes = found.allocatedBytes;
        this.fileSystem = found.fileSystem;
        this.performance = found.performance;
        this.registerOutputs({
            volumeName: this.volumeName,
            source: this.source,
            mountOptions: this.mountOptions,
            driverOptions: this.driverOptions,
            capacityBytes: this.capacityBytes,
            throughputBytesPerSecond: this.throughputBytesPerSecond,
            ...found,
        });
    }
}

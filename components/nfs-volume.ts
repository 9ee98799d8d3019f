import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checked-args";
import { declareExport, declareShared } from "./data/declared-exports";
import { labelsOf, onDockerHost, placeOf, scriptEnvironment } from "./data/docker-host";
import { mapInput } from "./data/map-input";
import { measurements } from "./data/measurements";
import { NfsSubfolder, checkedExport } from "./data/nfs-access";
import { nfsGate } from "./data/nfs-gate";
import { placeVolume } from "./data/placed-volumes";
import { reachableSnapshots, SnapshotPlace, snapshotsFolderOf, withConfiguredSnapshots } from "./data/snapshot-place";
import { capacityBytes } from "./model/capacity";
import { DockerEndpoint } from "./model/docker-endpoints";
import { FileSystem } from "./model/file-system";
import { Geometry } from "./model/geometry";
import { Migration } from "./model/migration";
import { NfsAccess } from "./model/nfs-access";
import { NfsOptions, NfsSecurity, NfsVersion, nfsDriverOptions, nfsPlace } from "./model/nfs-options";
import { nfsVolumeProblems } from "./model/nfs-volumes";
import { Performance, PerformanceTest } from "./model/performance";
import { OnDelete, OnMove } from "./model/policies";
import { throughputBytesPerSecond } from "./model/throughput";

export interface NfsVolumeArgs {
    /** Host name or address of the server, as the Docker host sees it. */
    server: pulumi.Input<string>;
    /** Absolute path of the export, or of a folder below it, on the server. */
    export: pulumi.Input<string>;
    /** A folder below the export to mount in its place. It is made if it is not there. Default: the export itself. */
    subfolder?: NfsSubfolder;
    /** Protocol version. Default: 4.2. Without one, Docker's mount may end up with version 3. */
    version?: NfsVersion;
    /**
     * Whether reads fail on a server that does not answer (`soft`); only with `readOnly`, since a write that is given up corrupts
     * data silently. Default: false, everybody waits until the server is back (`hard`).
     */
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
    /** Default: what client and server agree on. The krb5 ones need a keytab and rpc.gssd on the Docker host. */
    security?: NfsSecurity;
    /** Do not record when files were read (`noatime`). Default: false. */
    noAccessTimes?: pulumi.Input<boolean>;
    /** Keep locks to this host (`nolock`); version 3 only, which otherwise needs rpc.statd there. Default: false. */
    noLocks?: pulumi.Input<boolean>;
    /** Ask the server for attributes every time (`noac`). Default: false. */
    noAttributeCache?: pulumi.Input<boolean>;
    /** What happens to the data when server, export or subfolder are others. Default: `migrate`; `adopt` with `readOnly`. */
    onMove?: OnMove;
    /**
     * What happens to the data on the server when the volume leaves the stack. Default: `retain`, nothing. `snapshot` takes a verified
     * snapshot, and leaves the data too. `discard` deletes all that is in the folder, whoever wrote it.
     */
    onDelete?: OnDelete;
    /** Seconds that a container gets to stop before its data is copied. Default: what the container itself asks for. */
    stopGraceSeconds?: pulumi.Input<number>;
    /** Where the snapshot is kept. Default: config `docker-storage:snapshots`, then `docker-storage/snapshots` in Docker's own folder. */
    snapshots?: SnapshotPlace;
    /** The declared size and speed; without it there are no figures for capacity and throughput. */
    geometry?: Geometry;
    /** Docker labels of the volume. */
    labels?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /** Whether each update measures `usedBytes`, `dataBytes`, `allocatedBytes` and `fileSystem`. Default: true. */
    measureUsage?: boolean;
    /** Measures how fast the export is, once; again when its mount options or the test are others. Default: not measured. */
    performance?: PerformanceTest;
    /** The Docker host: the output `endpoint` of a DockerHost. Default: `dockerHost`. */
    host?: pulumi.Input<DockerEndpoint>;
    /** The daemon, as in DOCKER_HOST. Default: config `docker:host`, then the environment's. */
    dockerHost?: pulumi.Input<string>;
    /** The image that tries and measures the mount. Default: config `docker-storage:toolboxImage`, then `docker-storage/toolbox:2`. */
    toolboxImage?: pulumi.Input<string>;
}

/**
 * A Docker volume that mounts an NFS export. The data lives on the server, which is asked, before anything mounts it, whether this will
 * work; when another server, export or subfolder is named, the data is copied there and verified while containers go on, which stop for
 * the end of that only. Other options mount the same data anew. Containers mount it without Docker's copy of what their image has.
 *
 * Limits: writers on other hosts than the volume's own are not stopped for a copy. `destroy` goes by the policies of the last update.
 *
 * @throws pulumi.InputPropertiesError, naming every wrong argument, before anything is created.
 */
export class NfsVolume extends pulumi.ComponentResource {
    /** The Docker name of the volume that shows the data; known once the data is there and verified. */
    public readonly volumeName: pulumi.Output<string>;
    /** How the data came to this folder; undefined as long as it is in the first one. */
    public readonly lastMigration: pulumi.Output<Migration | undefined>;
    /** What root finds there, and what the server makes of it. Unknown in a preview before. */
    public readonly access: pulumi.Output<NfsAccess>;
    /** The folder, as `server:/path`. */
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
        const given = withConfiguredSnapshots(args);
        const checked = checkedArgs(`NfsVolume ${name}`, given, (values) => nfsVolumeProblems(name, values));
        const environment = scriptEnvironment(checked);
        super("docker-storage:index:NfsVolume", name, {}, opts);

        const place = placeOf(checked);
        const address = mapInput(place, (known) => known.address);
        const options = pulumi.output(declareExport(name, address, nfsOptions(checked)));
        const children = { parent: this, retainOnDelete: opts?.retainOnDelete, protect: opts?.protect };
        const urn = new Promise<string>((resolve) => this.urn.apply(resolve));
        const { geometry, measureUsage, performance: test, onDelete = OnDelete.Retain } = checked;
        const { check, access } = checkedExport(name, options, checked.subfolder, environment, children);
        const driverOpts = options.apply(nfsDriverOptions);
        const volume = new docker.Volume(
            name,
            { driver: "local", driverOpts, labels: labelsOf("nfs", checked.labels) },
            onDockerHost(this, name, checked, { ...children, dependsOn: [check] }),
        );
        const held = nfsGate(
            name,
            {
                volume,
                options,
                onMove: checked.onMove ?? options.apply(({ readOnly }) => (readOnly ? OnMove.Adopt : OnMove.Migrate)),
                onDelete,
                stopGraceSeconds: checked.stopGraceSeconds,
                snapshots:
                    onDelete === OnDelete.Snapshot
                        ? reachableSnapshots(`${name}-snapshots`, checked.snapshots, environment, children)
                        : undefined,
                snapshotsFolder: snapshotsFolderOf(name),
                urn,
                environment,
            },
            children,
        );
        this.volumeName = held.volumeName;
        placeVolume(`NfsVolume ${name}`, this.volumeName, place);
        this.lastMigration = held.lastMigration;
        this.access = access;
        declareShared(name, this.volumeName, access);
        this.source = options.apply(nfsPlace);
        this.mountOptions = driverOpts.apply(({ o }) => o);
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
            lastMigration: this.lastMigration,
            access: this.access,
            source: this.source,
            mountOptions: this.mountOptions,
            driverOptions: this.driverOptions,
            capacityBytes: this.capacityBytes,
            throughputBytesPerSecond: this.throughputBytesPerSecond,
            ...found,
        });
    }
}

function nfsOptions(args: NfsVolumeArgs): pulumi.Input<NfsOptions> {
    const asked = {
        server: args.server,
        export: args.export,
        subfolder: args.subfolder?.path,
        version: args.version,
        soft: args.soft,
        readOnly: args.readOnly,
        port: args.port,
        timeoutSeconds: args.timeoutSeconds,
        retransmissions: args.retransmissions,
        readSizeBytes: args.readSizeBytes,
        writeSizeBytes: args.writeSizeBytes,
        security: args.security,
        noAccessTimes: args.noAccessTimes,
        noLocks: args.noLocks,
        noAttributeCache: args.noAttributeCache,
    };
    return mapInput(asked, (known) => known);
}

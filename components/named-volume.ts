import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checked-args";
import { adoptedLabels } from "./data/adopted-labels";
import { claim } from "./data/claim";
import { limitAccess } from "./data/declared-access";
import { declareVolume } from "./data/declared-volumes";
import { labelsOf, onDockerHost, placeOf, scriptEnvironment } from "./data/docker-host";
import { enforced } from "./data/enforced";
import { gate } from "./data/gate";
import { lookedAt } from "./data/look";
import { mapInput } from "./data/map-input";
import { measurements } from "./data/measurements";
import { placeVolume } from "./data/placed-volumes";
import { restored } from "./data/restored";
import { seed } from "./data/seed";
import { reachableSnapshots, SnapshotPlace, snapshotsFolderOf, withConfiguredSnapshots } from "./data/snapshot-place";
import { AccessMode } from "./model/access-modes";
import { capacityBytes } from "./model/capacity";
import { serverOf } from "./model/driver-options";
import { DockerEndpoint } from "./model/docker-endpoints";
import { FileSystem } from "./model/file-system";
import { FigureSource, capacitySource } from "./model/figures";
import { Geometry } from "./model/geometry";
import { Migration } from "./model/migration";
import { Performance, PerformanceTest } from "./model/performance";
import { OnDelete, OnReplace } from "./model/policies";
import { Restoration, restorationFrom } from "./model/snapshots";
import { throughputBytesPerSecond } from "./model/throughput";
import { namedVolumeProblems } from "./model/volumes";

/** Content for a volume that is still empty. */
export interface Seed {
    /** Content by path inside the volume, as UTF-8 text; at least one file. Owner is root, mode 0644. */
    files: pulumi.Input<{ [path: string]: pulumi.Input<string> }>;
}

/** A snapshot: the newest one, unless `snapshot` or `at` says which. */
export interface RestoreFrom {
    /** The name of a snapshot, that of its folder, or `latest`, the default. */
    snapshot?: pulumi.Input<string>;
    /** The newest that was taken then or before: ISO 8601 with a zone, as in `2026-01-31T23:59:00Z`. */
    at?: pulumi.Input<string>;
    /** Of which component: its name, `stack/name` or `project/stack/name`. Default: this one. */
    component?: pulumi.Input<string>;
    /** Where it is. Default: where this component's are kept. */
    snapshots?: SnapshotPlace;
}

export interface NamedVolumeArgs {
    /**
     * The Docker name. Default: the component's name and a random suffix, which lets a replacement exist beside the
     * volume it replaces. With a fixed name the volume is deleted first, and its data set aside meanwhile.
     */
    name?: string;
    /** The declared size and speed; without it there are no figures for capacity and throughput. */
    geometry?: Geometry;
    /**
     * Whether nobody can write more than the geometry's capacity: a tmpfs gets a size, any other volume without a fixed name a
     * project quota where Docker's data lies on an XFS or ext4 that has them, or else a disk image of that size, whose blocks are
     * reserved at once.
     * Default: false.
     */
    enforceCapacity?: boolean;
    /** The volume driver. Default: `local`. A new one replaces the volume. */
    driver?: pulumi.Input<string>;
    /** Options of the driver, e.g. `type`, `o` and `device` of `local`. New ones replace the volume. */
    driverOpts?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /** Docker labels. New ones replace the volume. */
    labels?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /** What happens to the data when the volume is replaced. Default: `migrate`. */
    onReplace?: OnReplace;
    /** What happens to the data when the volume leaves the stack. Default: `snapshot`. */
    onDelete?: OnDelete;
    /** Written once, and only if the volume is empty: data that is there is never overwritten. */
    seed?: Seed;
    /** Which containers of the program may mount it. Default: `ReadWriteMany`, every one. */
    accessMode?: AccessMode;
    /**
     * Whether to take over a volume that exists under the fixed name, with its data, if its driver, options and labels are the ones
     * given here. From then on it is this component's, `onDelete` included. Default: false, and then it is left alone, in an error.
     */
    adopt?: boolean;
    /** Seconds that a container gets to stop before its volume is copied. Default: what the container itself asks for. */
    stopGraceSeconds?: pulumi.Input<number>;
    /** Where snapshots are kept. Default: config `docker-storage:snapshots`, then `docker-storage/snapshots` in Docker's own folder. */
    snapshots?: SnapshotPlace;
    /**
     * The snapshot that the volume begins with, in place of the seed. It is restored once, to an empty volume, and verified
     * before anyone can mount that. A request that is new or has changed fails if the volume holds data.
     */
    restoreFrom?: RestoreFrom;
    /** Whether each update measures `usedBytes`, `dataBytes`, `allocatedBytes` and `fileSystem`. Default: true. */
    measureUsage?: boolean;
    /**
     * Measures how fast the volume is, once; again when its name, its driver, the driver's options or the test are others.
     * Default: not measured.
     */
    performance?: PerformanceTest;
    /** The Docker host: the output `endpoint` of a DockerHost. Default: `dockerHost`. */
    host?: pulumi.Input<DockerEndpoint>;
    /** The daemon, as in DOCKER_HOST. Default: config `docker:host`, then the environment's. */
    dockerHost?: pulumi.Input<string>;
    /** The image whose containers touch the data. Default: config `docker-storage:toolboxImage`, then `docker-storage/toolbox:2`. */
    toolboxImage?: pulumi.Input<string>;
}

/**
 * A Docker volume whose data survives what happens to the volume: new labels or driver options replace a Docker volume
 * by an empty one, but not this one. Mount it by its `volumeName`.
 *
 * Limits, all of them Pulumi's: `destroy` goes by the policies of the last update, not by edits since. With `retain`, a
 * volume that was replaced stays on the host too; one with a fixed name cannot be replaced until the policy is another.
 * With a fixed name, `discard` for both policies holds in the very update that replaces the volume and changes them.
 *
 * @throws pulumi.InputPropertiesError, naming every wrong argument, before anything is created.
 */
export class NamedVolume extends pulumi.ComponentResource {
    /** The Docker name of the volume that holds the data; known once the data is there and verified. */
    public readonly volumeName: pulumi.Output<string>;
    /** How the data came to this volume; undefined as long as it is in the first one. */
    public readonly lastMigration: pulumi.Output<Migration | undefined>;
    /** What `restoreFrom` brought back; undefined without it. */
    public readonly restored: pulumi.Output<Restoration | undefined>;
    /** The volume's path on the Docker host; known once the data is there and verified. */
    public readonly mountpoint: pulumi.Output<string>;
    /** Bytes that fit: block size x block count. Undefined without a geometry. Known in a preview. */
    public readonly capacityBytes: pulumi.Output<number | undefined>;
    /** What holds the volume to its capacity, a `CapacityEnforcement`; undefined if nothing does. */
    public readonly capacityEnforcement: pulumi.Output<string | undefined>;
    /** Bytes of an enforced capacity that fit into the file system, which takes the rest for its own tables. Undefined otherwise. */
    public readonly usableBytes: pulumi.Output<number | undefined>;
    /**
     * Bytes in use, data + metadata + overhead, measured by each update. Undefined if that failed or took longer than 120 s, unknown
     * in a preview.
     */
    public readonly usedBytes: pulumi.Output<number | undefined>;
    /** Bytes in the content of regular files, each counted once. Undefined or unknown as `usedBytes`. */
    public readonly dataBytes: pulumi.Output<number | undefined>;
    /** Bytes allocated to that content: less than it has where files have holes. Undefined or unknown as `usedBytes`. */
    public readonly allocatedBytes: pulumi.Output<number | undefined>;
    /** What the file system has that the volume lies on. Undefined or unknown as `usedBytes`. */
    public readonly fileSystem: pulumi.Output<FileSystem | undefined>;
    /** How fast the volume was when that was measured. Undefined without a `performance` argument, unknown in a preview before. */
    public readonly performance: pulumi.Output<Performance | undefined>;
    /** Bytes per second: capacity / latency. Undefined without a latency. Known in a preview. */
    public readonly throughputBytesPerSecond: pulumi.Output<number | undefined>;
    /** For each figure: declared, enforced or measured. */
    public readonly figureSources: pulumi.Output<{ [figure: string]: string }>;
    /** The seed's files that were written; none if the volume held data already. */
    public readonly seededFiles: pulumi.Output<string[]>;

    constructor(name: string, args: NamedVolumeArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        const given = withConfiguredSnapshots(args);
        const checked = checkedArgs(`NamedVolume ${name}`, given, (values) => namedVolumeProblems(name, values));
        const onReplace = checked.onReplace ?? OnReplace.Migrate;
        const onDelete = checked.onDelete ?? OnDelete.Snapshot;
        const environment = scriptEnvironment(checked);
        const fixedName =
            checked.name === undefined
                ? undefined
                : declareVolume(name, checked.name, checked.host ?? checked.dockerHost);
        super("docker-storage:index:NamedVolume", name, {}, opts);

        const children = { parent: this, retainOnDelete: opts?.retainOnDelete, protect: opts?.protect };
        const urn = new Promise<string>((resolve) => this.urn.apply(resolve));
        const onHost = onDockerHost(this, name, checked, children);
        const { geometry, stopGraceSeconds } = checked;
        const limit =
            checked.enforceCapacity && geometry
                ? enforced(
                      name,
                      checked.driverOpts,
                      {
                          capacityBytes: capacityBytes(geometry),
                          fixedName: checked.name,
                          onDelete,
                          stopGraceSeconds,
                          urn,
                          environment,
                      },
                      { ...children, replacementTrigger: onHost.replacementTrigger },
                  )
                : undefined;
        const settings = {
            driver: checked.driver ?? "local",
            driverOpts: limit?.driverOpts ?? checked.driverOpts ?? {},
            labels:
                checked.adopt && checked.name !== undefined
                    ? adoptedLabels(checked.name, checked.labels, environment, this)
                    : labelsOf("volume", checked.labels),
        };
        const snapshots = reachableSnapshots(`${name}-snapshots`, checked.snapshots, environment, children);
        const adopted = checked.adopt ? settings : undefined;
        const claimed = fixedName && claim(name, fixedName, adopted, environment, children);
        const volume = new docker.Volume(
            checked.name === undefined ? name : `${name}-named`,
            {
                name: checked.name,
                ...(fixedName && claimed ? lookedAt(fixedName, settings, claimed.stdout, environment, this) : settings),
            },
            {
                ...onHost,
                dependsOn: [...(claimed ? [claimed] : []), ...snapshots.dependsOn, ...(limit?.dependsOn ?? [])],
                // Its reclaim removes it, once that has proven that everything in it is elsewhere.
                retainOnDelete: true,
            },
        );
        const held = gate(
            name,
            {
                volume,
                fixedName: checked.name,
                settings,
                onReplace,
                onDelete,
                stopGraceSeconds,
                snapshots,
                snapshotsFolder: snapshotsFolderOf(name),
                urn,
                environment,
            },
            children,
        );
        const { restoreFrom } = checked;
        const restoration =
            restoreFrom &&
            restored(
                name,
                {
                    held,
                    request: mapInput(restoreFrom, ({ component, snapshot, at }) => ({
                        folder: snapshotsFolderOf(name, component),
                        snapshot,
                        at,
                    })),
                    onReplace,
                    snapshots: restoreFrom.snapshots
                        ? reachableSnapshots(`${name}-restore-from`, restoreFrom.snapshots, environment, children)
                        : snapshots,
                    environment,
                },
                children,
            );
        const seeded =
            restoreFrom === undefined && checked.seed !== undefined
                ? seed(name, checked.seed.files, held, onReplace, environment, children).stdout
                : undefined;

        const filled = restoration ?? seeded;
        this.volumeName =
            filled === undefined ? held.volumeName : pulumi.all([held.volumeName, filled]).apply(([known]) => known);
        placeVolume(`NamedVolume ${name}`, this.volumeName, placeOf(checked));
        limitAccess(name, checked.accessMode ?? AccessMode.ReadWriteMany, this.volumeName);
        this.lastMigration = held.lastMigration;
        this.restored = pulumi.output(restoration?.apply(restorationFrom));
        this.seededFiles = pulumi.output(seeded?.apply((list) => list.split("\n").filter((line) => line !== "")) ?? []);
        this.mountpoint = pulumi.all([this.volumeName, volume.mountpoint]).apply(([, path]) => path);
        this.capacityBytes = pulumi.output(geometry && capacityBytes(geometry));
        this.capacityEnforcement = pulumi.output<string | undefined>(limit?.enforcement);
        this.usableBytes = pulumi.output(limit?.usableBytes);
        this.throughputBytesPerSecond = pulumi.output(geometry && throughputBytesPerSecond(geometry));
        const { driver, driverOpts } = settings;
        const found = measurements(
            name,
            {
                type: "volume",
                source: this.volumeName,
                driver: mapInput({ driver, driverOpts }, (known) => ({ driver: known.driver, ...known.driverOpts })),
                server: mapInput(driverOpts, serverOf),
                measureUsage: checked.measureUsage,
                test: checked.performance,
                environment,
            },
            children,
        );
        this.usedBytes = found.usedBytes;
        this.dataBytes = found.dataBytes;
        this.allocatedBytes = found.allocatedBytes;
        this.fileSystem = found.fileSystem;
        this.performance = found.performance;
        this.figureSources = pulumi.output(
            mapInput({ driver, driverOpts }, (known): { [figure: string]: string } => ({
                capacityBytes: limit
                    ? FigureSource.Enforced
                    : capacitySource(geometry && capacityBytes(geometry), {
                          ...known,
                          hasFixedName: checked.name !== undefined,
                      }),
                usedBytes: FigureSource.Measured,
                dataBytes: FigureSource.Measured,
                allocatedBytes: FigureSource.Measured,
                fileSystem: FigureSource.Measured,
                performance: FigureSource.Measured,
                throughputBytesPerSecond: FigureSource.Declared,
            })),
        );
        this.registerOutputs({
            volumeName: this.volumeName,
            lastMigration: this.lastMigration,
            restored: this.restored,
            mountpoint: this.mountpoint,
            capacityBytes: this.capacityBytes,
            capacityEnforcement: this.capacityEnforcement,
            usableBytes: this.usableBytes,
            ...found,
            throughputBytesPerSecond: this.throughputBytesPerSecond,
            figureSources: this.figureSources,
            seededFiles: this.seededFiles,
        });
    }
}

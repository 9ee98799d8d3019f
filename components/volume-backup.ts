import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checked-args";
import { backupScheduler } from "./data/backup-scheduler";
import { backupStatus } from "./data/backup-status";
import { onDockerHost, placeOf, scriptEnvironment } from "./data/docker-host";
import { asText, mapInput } from "./data/map-input";
import { volumeHere } from "./data/placed-volumes";
import { ScriptCommand } from "./data/script-command";
import { reachableSnapshots, SnapshotPlace, snapshotsFolderOf, withConfiguredSnapshots } from "./data/snapshot-place";
import { backUpScript } from "./data/volume-scripts";
import { QuiesceMode, Retention, volumeBackupProblems } from "./model/backups";
import { DockerEndpoint } from "./model/docker-endpoints";

const DEFAULT_SOCKET = "/var/run/docker.sock";

/** What keeps containers from writing to a volume while it is read. It needs the Docker socket in the container that backs up. */
export interface Quiesce {
    mode: QuiesceMode;
    /** Mode `command` only: the container that the commands run in. */
    container?: pulumi.Input<string>;
    /** Mode `command` only: run before the volume is read. No secrets: it is in lists of processes. */
    before?: pulumi.Input<pulumi.Input<string>[]>;
    /** Mode `command` only: run afterwards, also if the backup fails. */
    after?: pulumi.Input<pulumi.Input<string>[]>;
}

export interface VolumeBackupArgs {
    /** The Docker volume: a NamedVolume's `volumeName`. */
    volume: pulumi.Input<string>;
    /**
     * Whose snapshots these are: the name under which `restoreFrom` finds them. Default: this component's own name, so give it
     * the NamedVolume's.
     */
    component?: string;
    /** Where snapshots are kept. Default: config `docker-storage:snapshots`, then `docker-storage/snapshots` in Docker's own folder. */
    snapshots?: SnapshotPlace;
    /** When a container on the Docker host takes one: minute, hour, day, month, day of the week, as in cron, in UTC. */
    schedule?: pulumi.Input<string>;
    /** In place of `schedule`: seconds from one to the next. */
    everySeconds?: pulumi.Input<number>;
    /** An update in which one of them is new takes a snapshot, before whatever depends on this component changes. */
    triggers?: pulumi.Input<pulumi.Input<string>[]>;
    /** As `triggers`, for a person who wants one now: any value that was not there before, the time, say. */
    requestedAt?: pulumi.Input<string>;
    /** Which snapshots of `component` stay, however they were taken. Default: all. */
    keep?: Retention;
    /** Default: containers go on; then only what nobody writes to meanwhile is compared with the volume. */
    quiesce?: Quiesce;
    /** Whether each update proves that the newest snapshot can be restored, if that was not proven yet. Default: false. */
    drill?: boolean;
    /** Seconds from one such proof to the next, by the container of the schedule. Default: none. */
    drillEverySeconds?: pulumi.Input<number>;
    /** The daemon's socket on the Docker host, for `quiesce`. Default: `/var/run/docker.sock`. */
    dockerSocket?: string;
    /** The Docker host: the output `endpoint` of a DockerHost. Default: `dockerHost`. */
    host?: pulumi.Input<DockerEndpoint>;
    /** The daemon, as in DOCKER_HOST. Default: config `docker:host`, then the environment's. */
    dockerHost?: pulumi.Input<string>;
    /** The image whose containers touch the data. Default: config `docker-storage:toolboxImage`, then `docker-storage/toolbox:2`. */
    toolboxImage?: pulumi.Input<string>;
}

/**
 * Snapshots of a volume that is in use: on a schedule, before changes and on demand. Each is verified before it counts. They
 * stay when the stack goes.
 *
 * @throws pulumi.InputPropertiesError, naming every wrong argument, before anything is created.
 */
export class VolumeBackup extends pulumi.ComponentResource {
    /** The name of the newest snapshot; like all outputs about it, undefined as long as there is none, unknown in a preview. */
    public readonly snapshot: pulumi.Output<string | undefined>;
    /** When it was taken, in ISO 8601. */
    public readonly takenAt: pulumi.Output<string | undefined>;
    /** Content of all regular files in it; a file with several names counts once. */
    public readonly dataBytes: pulumi.Output<number | undefined>;
    /** How many files it holds. */
    public readonly fileCount: pulumi.Output<number | undefined>;
    /** `sha256:` and a digest of every entry, as in a `Migration`. */
    public readonly checksum: pulumi.Output<string | undefined>;
    /** When a snapshot was last restored, to a disk of its own, and found to be whole; ISO 8601. Undefined without a drill. */
    public readonly lastProvenAt: pulumi.Output<string | undefined>;
    /** Whether the last drill was one that succeeded. Undefined without a drill. */
    public readonly drillSucceeded: pulumi.Output<boolean | undefined>;
    /** What the last drill found to be wrong. */
    public readonly drillProblem: pulumi.Output<string | undefined>;
    /** The Docker name of the container of the schedule; undefined without one. */
    public readonly schedulerName: pulumi.Output<string | undefined>;

    constructor(name: string, args: VolumeBackupArgs, opts?: pulumi.ComponentResourceOptions) {
        const given = withConfiguredSnapshots(args);
        const checked = checkedArgs(`VolumeBackup ${name}`, given, (values) => volumeBackupProblems(name, values));
        const host = scriptEnvironment(checked);
        super("docker-storage:index:VolumeBackup", name, {}, opts);

        const children = { parent: this };
        const { schedule, everySeconds, triggers, requestedAt } = checked;
        const isScheduled = schedule !== undefined || everySeconds !== undefined;
        const isTriggered = triggers !== undefined || requestedAt !== undefined;
        const socket = checked.quiesce ? (checked.dockerSocket ?? DEFAULT_SOCKET) : "";
        const snapshots = reachableSnapshots(`${name}-snapshots`, checked.snapshots, host, children, isScheduled);
        const job = {
            NAME: volumeHere(`VolumeBackup ${name}`, "volume", args.volume, checked.volume, placeOf(checked)),
            FOLDER: snapshotsFolderOf(name, checked.component),
            URN: new Promise<string>((resolve) => this.urn.apply(resolve)),
            KEEP: asJson(checked.keep),
            QUIESCE: asJson(checked.quiesce),
        };
        const now =
            isTriggered &&
            new ScriptCommand(
                `${name}-backup`,
                {
                    scripts: { create: backUpScript() },
                    environment: {
                        ...host,
                        ...snapshots.environment,
                        ...job,
                        SOCKET: socket,
                        TRIGGERS: asJson([requestedAt, triggers]),
                    },
                },
                pulumi.mergeOptions(children, { dependsOn: snapshots.dependsOn }),
            );
        this.schedulerName = pulumi.output(
            isScheduled
                ? backupScheduler(
                      name,
                      {
                          ...job,
                          SCHEDULE: schedule ?? "",
                          EVERY_SECONDS: asText(everySeconds),
                          DRILL_EVERY_SECONDS: asText(checked.drillEverySeconds),
                      },
                      socket,
                      snapshots,
                      host,
                      { command: children, docker: onDockerHost(this, name, checked, children) },
                  )
                : undefined,
        );
        const taken = now ? snapshots.printed(now.stdout) : "";
        const status = backupStatus(job.FOLDER, checked.drill === true, snapshots, host, taken, this);
        this.snapshot = status.apply((known) => known.snapshot);
        this.takenAt = status.apply((known) => known.takenAt);
        this.dataBytes = status.apply((known) => known.dataBytes);
        this.fileCount = status.apply((known) => known.fileCount);
        this.checksum = status.apply((known) => known.checksum);
        this.lastProvenAt = status.apply((known) => known.lastProvenAt);
        this.drillSucceeded = status.apply((known) => known.drillSucceeded);
        this.drillProblem = status.apply((known) => known.problem);
        this.registerOutputs({
            snapshot: this.snapshot,
            takenAt: this.takenAt,
            dataBytes: this.dataBytes,
            fileCount: this.fileCount,
            checksum: this.checksum,
            lastProvenAt: this.lastProvenAt,
            drillSucceeded: this.drillSucceeded,
            drillProblem: this.drillProblem,
            schedulerName: this.schedulerName,
        });
    }
}

function asJson(value: object = {}): pulumi.Input<string> {
    return mapInput(value, (known) => JSON.stringify(known));
}

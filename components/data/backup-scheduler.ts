import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { RestartPolicy } from "../model/containers";
import { MountType } from "../model/mounts";
import { labelsOf } from "./docker-host";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";
import { ReachableSnapshots } from "./snapshot-place";

/** Seconds to let containers go on that were quiesced, and to remove a snapshot that is not finished. */
const GRACE_SECONDS = 30;
/** Where volume-tools looks for them. Source: volume-tools/store.py. */
const SECRETS_FILE = "/etc/docker-storage/secrets.json";

/** What `volume-tools schedule` takes in its environment. */
export interface SchedulerJob {
    NAME: pulumi.Input<string>;
    FOLDER: string;
    URN: Promise<string>;
    KEEP: pulumi.Input<string>;
    QUIESCE: pulumi.Input<string>;
    SCHEDULE: pulumi.Input<string>;
    EVERY_SECONDS: pulumi.Input<string>;
    DRILL_EVERY_SECONDS: pulumi.Input<string>;
}

/** A container that takes snapshots for as long as it runs; returns its name. */
export function backupScheduler(
    name: string,
    job: SchedulerJob,
    socket: string,
    snapshots: ReachableSnapshots,
    host: Record<string, pulumi.Input<string>>,
    options: { command: pulumi.CustomResourceOptions; docker: pulumi.CustomResourceOptions },
): pulumi.Output<string> {
    const inspected = new ScriptCommand(
        `${name}-inspection`,
        { scripts: { create: script("begin", "inspect-volume") }, environment: { ...host, NAME: job.NAME } },
        options.command,
    );
    const scratch = new docker.Volume(`${name}-scratch`, { labels: labelsOf("scratch", {}) }, options.docker);
    const variables: Record<string, pulumi.Input<string>> = { ...job, VOLUME: inspected.stdout };
    const reaching = new Map(Object.entries(snapshots.environment));
    const secrets = reaching.get("SECRETS");
    const container = new docker.Container(
        `${name}-scheduler`,
        {
            image: host.TOOLBOX,
            entrypoints: ["volume-tools"],
            command: ["schedule"],
            envs: pulumi
                .output(variables)
                .apply((known) => Object.entries(known).map(([key, value]) => `${key}=${value}`)),
            uploads: secrets === undefined ? [] : [{ file: SECRETS_FILE, content: secrets, permissions: "0400" }],
            mounts: pulumi
                .output(snapshots.mounts)
                .apply((places) => [
                    ...places,
                    { type: MountType.Volume, source: job.NAME, target: "/from", readOnly: true },
                    { type: MountType.Volume, source: scratch.name, target: "/scratch" },
                    ...(socket === ""
                        ? []
                        : [{ type: MountType.Bind, source: socket, target: "/var/run/docker.sock" }]),
                ]),
            // As of data_toolbox in volumes.sh.
            capabilities: { adds: ["SYS_ADMIN"] },
            networkMode: reaching.get("NETWORK") ?? "none",
            restart: RestartPolicy.UnlessStopped,
            healthcheck: { tests: ["CMD", "test", "!", "-e", "/run/volume-tools-failed"], interval: "30s" },
            destroyGraceSeconds: GRACE_SECONDS,
            stopTimeout: GRACE_SECONDS,
            labels: labelsOf("backup", {}),
        },
        pulumi.mergeOptions(options.docker, {
            dependsOn: snapshots.dependsOn,
            replaceOnChanges: ["mounts"],
            deleteBeforeReplace: true,
        }),
    );
    return container.name;
}

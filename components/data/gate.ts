import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { VolumeSettings } from "./as-inspected";
import { asText } from "./map-input";
import { beginsAnew, Migration, migrationFrom, volumeNameFrom } from "../model/migration";
import { OnDelete, OnReplace } from "../model/policies";
import { heldText, PRINT_HELD } from "./held";
import { reclaim } from "./reclaim";
import { reclaimFixed } from "./reclaim-fixed";
import { ScriptCommand } from "./script-command";
import { ReachableSnapshots } from "./snapshot-place";
import { stackName } from "./stack-name";
import { unfinishedHandOvers } from "./unfinished";
import { migrateScript, moveScript, snapshotScript } from "./volume-scripts";

export interface GateArgs {
    volume: docker.Volume;
    /** The name that the program gives the volume; without one, Pulumi makes a new name for every replacement. */
    fixedName?: string;
    settings: VolumeSettings;
    onReplace: OnReplace;
    onDelete: OnDelete;
    stopGraceSeconds?: pulumi.Input<number>;
    snapshots: ReachableSnapshots;
    /** The folder for this component's, in the place of the snapshots. */
    snapshotsFolder: string;
    /** The component whose data this is. No output: depending on the component means to wait for the gate itself. */
    urn: Promise<string>;
    environment: Record<string, pulumi.Input<string>>;
}

/** Where the data is, and how it came there. */
export interface Held {
    volumeName: pulumi.Output<string>;
    lastMigration: pulumi.Output<Migration | undefined>;
}

export interface HeldByVolume extends Held {
    /** Whether the volume before is gone, so that this one is restored or seeded as the first one was. */
    isAnew: pulumi.Output<boolean>;
}

/** What holds for a seed or a restore: of a volume that begins anew, nothing was brought along. */
export function replacedBy(onReplace: OnReplace, isAnew: pulumi.Output<boolean>): pulumi.Output<OnReplace> {
    return isAnew.apply((anew) => (anew ? OnReplace.Discard : onReplace));
}

/**
 * Says which volume holds the data: not the one in the state, but the one to which the data was copied and verified.
 * Whoever mounts the volume mounts this output, and so waits for the data.
 */
export function gate(name: string, args: GateArgs, options: pulumi.CustomResourceOptions): HeldByVolume {
    const environment = {
        ...args.environment,
        STACK: stackName(),
        NAME: args.volume.name,
        ON_REPLACE: args.onReplace,
        ON_DELETE: args.onDelete,
    };
    const saving = { ...args.snapshots.environment, FOLDER: args.snapshotsFolder, URN: args.urn };
    const isFixed = args.fixedName !== undefined;
    const isDeclared = "DOCKER_HOST" in args.environment;
    const holder = new ScriptCommand(
        `${name}-gate`,
        {
            scripts: {
                create: PRINT_HELD,
                update: isDeclared ? moveScript("DAEMON_ID" in args.environment) : migrateScript(),
                ...(isFixed && { delete: snapshotScript() }),
            },
            environment: {
                ...environment,
                HELD: heldText(
                    args.volume.name,
                    [...(isFixed ? ["fixed"] : []), `stack ${environment.STACK}`],
                    args.environment,
                ),
                ...(isFixed ? saving : { UNFINISHED: unfinishedHandOvers(name, args.environment) }),
                STOP_GRACE_SECONDS: asText(args.stopGraceSeconds),
            },
        },
        pulumi.mergeOptions(options, { dependsOn: args.snapshots.dependsOn }),
    );
    const held = args.snapshots.printed(holder.stdout);
    // Whoever mounts a volume of an automatic name goes before that is removed.
    const stdout = isFixed
        ? reclaimFixed(name, args, held, options).stdout
        : pulumi.all([held, args.snapshots.printed(reclaim(name, args, options).stdout)]).apply(([printed]) => printed);
    return {
        volumeName: stdout.apply(volumeNameFrom),
        lastMigration: stdout.apply(migrationFrom),
        isAnew: stdout.apply(beginsAnew),
    };
}

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { OnDelete } from "../model/policies";
import { ScriptCommand } from "./script-command";
import { ReachableSnapshots } from "./snapshot-place";
import { reclaimScript } from "./volume-scripts";

export interface ReclaimArgs {
    volume: docker.Volume;
    onDelete: OnDelete;
    snapshots: ReachableSnapshots;
    /** The folder for this component's, in the place of the snapshots. */
    snapshotsFolder: string;
    /** The component whose data this is, which the manifest of a snapshot names. */
    urn: Promise<string>;
    environment: Record<string, pulumi.Input<string>>;
}

/**
 * Removes a volume that was replaced or leaves the stack, which no provider does: only once everything that is in it is proven to be
 * elsewhere. It is replaced along with the volume, because of its trigger.
 */
export function reclaim(name: string, args: ReclaimArgs, options: pulumi.CustomResourceOptions): ScriptCommand {
    return new ScriptCommand(
        `${name}-reclaim`,
        {
            scripts: { delete: reclaimScript() },
            environment: {
                ...args.environment,
                ...args.snapshots.environment,
                NAME: args.volume.name,
                ON_DELETE: args.onDelete,
                FOLDER: args.snapshotsFolder,
                URN: args.urn,
            },
            triggers: [args.volume.name],
        },
        pulumi.mergeOptions(options, { dependsOn: args.snapshots.dependsOn }),
    );
}

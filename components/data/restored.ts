import * as pulumi from "@pulumi/pulumi";
import { OnReplace } from "../model/policies";
import { HeldByVolume, replacedBy } from "./gate";
import { mapInput } from "./map-input";
import { ScriptCommand } from "./script-command";
import { ReachableSnapshots } from "./snapshot-place";
import { restoreScript } from "./volume-scripts";

export interface RestoredArgs {
    /** The volume, once it is there and nothing else is to be copied to it. */
    held: HeldByVolume;
    /** Whose snapshots; the rest says which of them. */
    request: pulumi.Input<{ folder: string; snapshot?: string; at?: string }>;
    onReplace: OnReplace;
    snapshots: ReachableSnapshots;
    environment: Record<string, pulumi.Input<string>>;
}

/** Restores a snapshot to a volume that is empty, once; what it prints is for `restorationFrom`. */
export function restored(
    name: string,
    args: RestoredArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const command = new ScriptCommand(
        `${name}-restore`,
        {
            scripts: { create: restoreScript() },
            environment: {
                ...args.environment,
                ...args.snapshots.environment,
                NAME: args.held.volumeName,
                ON_REPLACE: replacedBy(args.onReplace, args.held.isAnew),
                REQUEST: mapInput(args.request, (known) => JSON.stringify(known)),
            },
        },
        pulumi.mergeOptions(options, { dependsOn: args.snapshots.dependsOn }),
    );
    return args.snapshots.printed(command.stdout);
}

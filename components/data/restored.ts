import * as pulumi from "@pulumi/pulumi";
import { OnReplace } from "../model/policies";
import { mapInput } from "./map-input";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";
import { ReachableSnapshots } from "./snapshot-place";

export interface RestoredArgs {
    /** Known once the volume is there and nothing else is to be copied to it. */
    volume: pulumi.Input<string>;
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
            scripts: { create: script("volumes", "snapshots", "restore") },
            environment: {
                ...args.environment,
                ...args.snapshots.environment,
                VOLUME: args.volume,
                ON_REPLACE: args.onReplace,
                REQUEST: mapInput(args.request, (known) => JSON.stringify(known)),
            },
        },
        pulumi.mergeOptions(options, { dependsOn: args.snapshots.dependsOn }),
    );
    return args.snapshots.printed(command.stdout);
}

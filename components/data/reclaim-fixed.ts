import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { volumeNameFrom } from "../model/migration";
import { OnDelete, OnReplace } from "../model/policies";
import { asInspected, VolumeSettings } from "./as-inspected";
import { ScriptCommand } from "./script-command";
import { bringBackScript, setAsideScript } from "./volume-scripts";

export interface ReclaimFixedArgs {
    volume: docker.Volume;
    settings: VolumeSettings;
    onReplace: OnReplace;
    onDelete: OnDelete;
    environment: Record<string, pulumi.Input<string>>;
}

/**
 * As `reclaim`, of a volume with a fixed name, which is removed before its replacement can exist. So this is replaced, because of its
 * trigger, before the volume is: its `delete` sets the data aside and removes the volume, its `create` brings the data back before anyone
 * mounts it.
 *
 * @param held what the gate prints
 */
export function reclaimFixed(
    name: string,
    args: ReclaimFixedArgs,
    held: pulumi.Output<string>,
    options: pulumi.CustomResourceOptions,
): ScriptCommand {
    return new ScriptCommand(
        `${name}-named-reclaim`,
        {
            scripts: { create: bringBackScript(), delete: setAsideScript() },
            environment: {
                ...args.environment,
                NAME: held.apply(volumeNameFrom),
                HELD: held.apply((printed) => `${volumeNameFrom(printed)}\nfixed`),
                ON_REPLACE: args.onReplace,
                ON_DELETE: args.onDelete,
                DECLARED: asInspected(args.settings),
            },
            triggers: [args.volume.mountpoint],
        },
        { ...options, deleteBeforeReplace: true },
    );
}

import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { migrationFrom, volumeNameFrom } from "../model/migration";
import { NfsOptions, NfsVersion, nfsPlace } from "../model/nfs-options";
import { OnDelete, OnMove } from "../model/policies";
import { takeTurns } from "./declared-exports";
import { Held } from "./gate";
import { heldText, PRINT_HELD } from "./held";
import { asText } from "./map-input";
import { ScriptCommand } from "./script-command";
import { ReachableSnapshots } from "./snapshot-place";
import { stackName } from "./stack-name";
import { nfsScripts } from "./volume-scripts";

export interface NfsGateArgs {
    volume: docker.Volume;
    options: pulumi.Output<NfsOptions>;
    onMove: pulumi.Input<OnMove>;
    onDelete: OnDelete;
    stopGraceSeconds?: pulumi.Input<number>;
    /** Where the snapshot goes, if one is to be taken when the volume leaves the stack. */
    snapshots?: ReachableSnapshots;
    /** The folder for this component's, in the place of the snapshots. */
    snapshotsFolder: string;
    /** The component whose data this is. No output: depending on the component means to wait for the gate itself. */
    urn: Promise<string>;
    environment: Record<string, pulumi.Input<string>>;
}

/**
 * Says which volume shows the data: after another server, export or subfolder was named, the new one only once all was copied
 * there and verified, as `gate` does it for volumes of the Docker host.
 */
export function nfsGate(name: string, args: NfsGateArgs, options: pulumi.CustomResourceOptions): Held {
    const { snapshots } = args;
    const served = args.options.apply(servedFolder);
    let isMade: (gate: pulumi.Resource) => void = () => undefined;
    const earlier = takeTurns(args.options, new Promise((resolve) => (isMade = resolve)));
    const command = new ScriptCommand(
        `${name}-gate`,
        {
            scripts: { create: PRINT_HELD, ...nfsScripts() },
            environment: {
                ...args.environment,
                STACK: stackName(),
                NAME: args.volume.name,
                NFS: served,
                HELD: heldText(
                    args.volume.name,
                    served.apply((folder) => [`nfs ${folder}`, `stack ${stackName()}`]),
                    {},
                ),
                ON_MOVE: args.onMove,
                ON_DELETE: args.onDelete,
                ...snapshots?.environment,
                FOLDER: args.snapshotsFolder,
                URN: args.urn,
                STOP_GRACE_SECONDS: asText(args.stopGraceSeconds),
            },
        },
        pulumi.mergeOptions(options, {
            dependsOn: earlier.apply((others) => [...others, ...(snapshots?.dependsOn ?? [])]),
        }),
    );
    isMade(command);
    const printed = snapshots ? snapshots.printed(command.stdout) : command.stdout;
    return { volumeName: printed.apply(volumeNameFrom), lastMigration: printed.apply(migrationFrom) };
}

/** Version, port (0 for the usual one), and server:path, as the scripts read them. */
function servedFolder(options: NfsOptions): string {
    const { version = NfsVersion.V4_2, port = 0 } = options;
    return `${version} ${port} ${nfsPlace(options)}`;
}

import { createHash } from "node:crypto";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { mapInput } from "./map-input";
import { Migration, migrationFrom, volumeNameFrom } from "../model/migration";
import { OnDelete, OnReplace } from "../model/policies";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";

export interface GateArgs {
    volume: docker.Volume;
    /** The name that the program gives the volume; without one, Pulumi makes a new name for every replacement. */
    fixedName?: string;
    driver: pulumi.Input<string>;
    driverOpts: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** In the order of their keys. */
    labels: pulumi.Input<Array<{ label: string; value: string }>>;
    onReplace: OnReplace;
    onDelete: OnDelete;
    stopGraceSeconds?: pulumi.Input<number>;
    snapshotsVolume: pulumi.Input<string>;
    /** The folder in the snapshots volume. */
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

/**
 * Says which volume holds the data: not the one in the state, but the one to which the data was copied and verified.
 * Whoever mounts the volume mounts this output, and so waits for the data.
 */
export function gate(name: string, args: GateArgs, options: pulumi.CustomResourceOptions): Held {
    const environment = {
        ...args.environment,
        NAME: args.volume.name,
        ON_REPLACE: args.onReplace,
        ON_DELETE: args.onDelete,
        HANDOVER: args.urn.then(handoverVolume),
    };
    const holder = new ScriptCommand(
        `${name}-gate`,
        {
            scripts: {
                create: script("name"),
                update: script("volumes", "copy", "holder", "hand-over"),
                delete: script("volumes", "snapshot"),
            },
            environment: {
                ...environment,
                FIXED: String(args.fixedName !== undefined),
                SNAPSHOTS: args.snapshotsVolume,
                FOLDER: args.snapshotsFolder,
                URN: args.urn,
                STOP_GRACE_SECONDS: mapInput(args.stopGraceSeconds, (seconds) => String(seconds ?? "")),
            },
        },
        options,
    );
    const { stdout } = args.fixedName === undefined ? holder : carry(name, args, environment, holder, options);
    return { volumeName: stdout.apply(volumeNameFrom), lastMigration: stdout.apply(migrationFrom) };
}

/**
 * A volume with a fixed name is deleted before its replacement exists. This command is replaced along with it, because
 * of its trigger: its `delete` sets the data aside first, its `create` brings the data back before anyone mounts it.
 */
function carry(
    name: string,
    args: GateArgs,
    environment: Record<string, pulumi.Input<string>>,
    holder: ScriptCommand,
    options: pulumi.CustomResourceOptions,
): ScriptCommand {
    const asInspected = pulumi.all([args.driver, args.driverOpts, args.labels]).apply(([driver, driverOpts, labels]) =>
        [
            driver,
            ...Object.entries(driverOpts)
                .sort(byKey)
                .map(([key, value]) => `option ${key}=${value}`),
            ...labels.map(({ label, value }) => `label ${label}=${value}`),
        ].join("\n"),
    );
    return new ScriptCommand(
        `${name}-carry`,
        {
            scripts: {
                create: script("volumes", "copy", "holder", "bring-back"),
                delete: script("volumes", "copy", "set-aside"),
            },
            environment: { ...environment, NAME: holder.stdout.apply(volumeNameFrom), DECLARED: asInspected },
            triggers: [args.volume.mountpoint],
        },
        { ...options, deleteBeforeReplace: true },
    );
}

function byKey([one]: [string, string], [other]: [string, string]): number {
    return one < other ? -1 : 1;
}

/** One for each component of each stack, whatever the volume is called before and after. */
function handoverVolume(urn: string): string {
    return `docker-storage-handover-${createHash("sha256").update(urn).digest("hex").slice(0, 16)}`;
}

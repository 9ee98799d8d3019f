import * as pulumi from "@pulumi/pulumi";
import { CapacityEnforcement } from "../model/enforcement";
import { OnDelete } from "../model/policies";
import { asText } from "./map-input";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";
import { urnHash } from "./urn-hash";

const QUOTA: string = CapacityEnforcement.ProjectQuota;

export interface DiskArgs {
    capacityBytes: number;
    /** The volume's Docker name where the program gives one: its replacements have the same. */
    fixedName?: string;
    onDelete: OnDelete;
    stopGraceSeconds?: pulumi.Input<number>;
    /** The component whose disk this is; its volumes, one after the other, lie on the same one. */
    urn: Promise<string>;
    environment: Record<string, pulumi.Input<string>>;
}

/** Room on the Docker host, of a size that holds: by a quota where Docker can set one, or else on a disk of its own. */
export interface Disk {
    /** A `CapacityEnforcement`. */
    enforcement: pulumi.Output<string>;
    /** Options of the local driver for a volume that has this room. */
    driverOpts: pulumi.Output<Record<string, string>>;
    /** The volume has to depend on it. */
    made: pulumi.Resource;
    /** Bytes that fit: a disk's file system has a journal and tables of its own. */
    usableBytes: pulumi.Output<number>;
}

export function disk(name: string, args: DiskArgs, options: pulumi.CustomResourceOptions): Disk {
    const { urn, capacityBytes } = args;
    const device = urn.then((known) => `/dev/docker-storage/${urnHash(known)}`);
    const environment = { ...args.environment, DISK: urn.then((known) => `docker-storage-disk-${urnHash(known)}`) };
    // Apart from the disk, so that a preview of another capacity knows the volume's options.
    const choice = new ScriptCommand(
        `${name}-enforcement`,
        {
            scripts: { create: script("begin", "exists", "choose-enforcement") },
            environment: args.fixedName === undefined ? environment : { ...environment, FIXED_NAME: args.fixedName },
        },
        options,
    );
    const enforcement = choice.stdout;
    const made = new ScriptCommand(
        `${name}-disk`,
        {
            scripts: {
                create: script("begin", "exists", "toolbox", "disk", "make-disk"),
                delete: script("begin", "exists", "toolbox", "disk", "remove-disk"),
            },
            environment: {
                ...environment,
                ENFORCEMENT: enforcement,
                DEVICE: device,
                CAPACITY_BYTES: String(capacityBytes),
                ON_DELETE: args.onDelete,
                STOP_GRACE_SECONDS: asText(args.stopGraceSeconds),
            },
        },
        options,
    );
    return {
        enforcement,
        driverOpts: pulumi
            .all([enforcement, device])
            .apply(([chosen, path]): Record<string, string> =>
                chosen === QUOTA ? { size: String(capacityBytes) } : { type: "ext4", device: path },
            ),
        made,
        usableBytes: made.stdout.apply((printed) => Number(printed.split(" ")[1])),
    };
}

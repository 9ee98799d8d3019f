import * as pulumi from "@pulumi/pulumi";
import { OnDelete } from "../model/policies";
import { asText } from "./map-input";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";
import { urnHash } from "./urn-hash";

export interface DiskArgs {
    capacityBytes: number;
    onDelete: OnDelete;
    stopGraceSeconds?: pulumi.Input<number>;
    /** The component whose disk this is; its volumes, one after the other, lie on the same one. */
    urn: Promise<string>;
    environment: Record<string, pulumi.Input<string>>;
}

/** A disk on the Docker host, of a size that holds. */
export interface Disk {
    /** Options of the local driver for a volume on it. */
    driverOpts: Record<string, pulumi.Input<string>>;
    /** The volume has to depend on it. */
    made: pulumi.Resource;
    /** Bytes that fit into its file system, which has a journal and tables of its own. */
    usableBytes: pulumi.Output<number>;
}

export function disk(name: string, args: DiskArgs, options: pulumi.CustomResourceOptions): Disk {
    const { urn } = args;
    const device = urn.then((known) => `/dev/docker-storage/${urnHash(known)}`);
    const made = new ScriptCommand(
        `${name}-disk`,
        {
            scripts: {
                create: script("volumes", "disk", "make-disk"),
                delete: script("volumes", "disk", "remove-disk"),
            },
            environment: {
                ...args.environment,
                DISK: urn.then((known) => `docker-storage-disk-${urnHash(known)}`),
                DEVICE: device,
                CAPACITY_BYTES: String(args.capacityBytes),
                ON_DELETE: args.onDelete,
                STOP_GRACE_SECONDS: asText(args.stopGraceSeconds),
            },
        },
        options,
    );
    return {
        driverOpts: { type: "ext4", device },
        made,
        usableBytes: made.stdout.apply((printed) => Number(printed.split(" ")[1])),
    };
}

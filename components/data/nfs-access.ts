import * as pulumi from "@pulumi/pulumi";
import { NfsAccess } from "../model/nfs-access";
import { NfsOptions, NfsVersion, nfsDriverOptions, nfsTrialMount } from "../model/nfs-options";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";

/** A folder below an export, to be made if it is not there. */
export interface NfsSubfolder {
    /** The path below the export, without a leading slash. Its parents are made too, as root's with mode 0755. */
    path: pulumi.Input<string>;
    /** Numeric id of the owner. Default: as found, or root for a new folder. What is inside keeps its owner. */
    uid?: pulumi.Input<number>;
    /** Numeric id of the group. Default: as found, or root for a new folder. */
    gid?: pulumi.Input<number>;
    /** Permissions in octal digits, as "0750". Default: as found, or 0755 for a new folder. */
    mode?: pulumi.Input<string>;
}

/** Until a mount for a moment is given up, Docker's own time for a container included. */
const GIVE_UP_SECONDS = 60;

export interface CheckedExport {
    /** What has to be done before anything mounts it. */
    check: pulumi.Resource;
    access: pulumi.Output<NfsAccess>;
}

/** Makes the subfolder, and fails with the reason if the Docker host cannot use the export. Neither takes long if the server is dead. */
export function checkedExport(
    name: string,
    options: pulumi.Output<NfsOptions>,
    subfolder: NfsSubfolder | undefined,
    environment: Record<string, pulumi.Input<string>>,
    children: pulumi.CustomResourceOptions,
): CheckedExport {
    const { path, uid, gid, mode } = subfolder ?? {};
    const check = new ScriptCommand(
        `${name}-check`,
        {
            scripts: { create: script("begin", "toolbox", "limited", "check-export") },
            environment: {
                ...environment,
                SERVER: options.apply(({ server }) => server),
                VERSION: options.apply(({ version }) => version ?? NfsVersion.V4_2),
                PORT: options.apply(({ port }) => String(port ?? 0)),
                EXPORT: options.apply((known) => known.export),
                OPTIONS: options.apply((known) => nfsDriverOptions(known).o),
                LOCKS: options.apply(({ noLocks }) => String(!noLocks)),
                READ_ONLY: options.apply(({ readOnly }) => String(readOnly === true)),
                TRIAL: options.apply(nfsTrialMount),
                SUBFOLDER: path ?? "",
                OWNER: pulumi.all([uid, gid]).apply((ids) => (ids.some((id) => id !== undefined) ? ids.join(":") : "")),
                MODE: mode ?? "",
                GIVE_UP_SECONDS: String(GIVE_UP_SECONDS),
            },
        },
        children,
    );
    return { check, access: check.stdout.apply((printed) => JSON.parse(printed) as NfsAccess) };
}

import { mountField } from "./mounts";

/** The version of the NFS protocol. */
export enum NfsVersion {
    V3 = "3",
    V4_0 = "4.0",
    V4_1 = "4.1",
    V4_2 = "4.2",
}

/** How NFS proves who asks. */
export enum NfsSecurity {
    Sys = "sys",
    Krb5 = "krb5",
    Krb5i = "krb5i",
    Krb5p = "krb5p",
}

/** What the server is asked for; the mount(8) option of each is given in nfs(5). */
export interface NfsOptions {
    server: string;
    export: string;
    /** The path of a folder below the export, without a leading slash. */
    subfolder?: string;
    version?: NfsVersion;
    soft?: boolean;
    readOnly?: boolean;
    port?: number;
    timeoutSeconds?: number;
    retransmissions?: number;
    readSizeBytes?: number;
    writeSizeBytes?: number;
    security?: NfsSecurity;
    noAccessTimes?: boolean;
    noLocks?: boolean;
    noAttributeCache?: boolean;
}

/** Options of Docker's `local` driver. No interface, since those are no maps. */
export type NfsDriverOptions = Record<"type" | "o" | "device", string>;

/**
 * What mounts the folder. Docker hands `o` to the kernel as it is, but for the host name in `addr`, and that of type `nfs` only.
 * Source: getMountOptions in volume/local/local_unix.go, moby; nfs_fs_parameters in fs/nfs/fs_context.c, Linux.
 */
export function nfsDriverOptions(options: NfsOptions): NfsDriverOptions {
    const mountOptions = [
        `addr=${options.server}`,
        `nfsvers=${options.version ?? NfsVersion.V4_2}`,
        options.soft ? "soft" : "hard",
        options.readOnly ? "ro" : "rw",
        options.port !== undefined && `port=${options.port}`,
        options.timeoutSeconds !== undefined && `timeo=${Math.round(options.timeoutSeconds * 10)}`,
        options.retransmissions !== undefined && `retrans=${options.retransmissions}`,
        options.readSizeBytes !== undefined && `rsize=${options.readSizeBytes}`,
        options.writeSizeBytes !== undefined && `wsize=${options.writeSizeBytes}`,
        options.security !== undefined && `sec=${options.security}`,
        options.noAccessTimes && "noatime",
        options.noLocks && "nolock",
        options.noAttributeCache && "noac",
    ];
    return { type: "nfs", o: mountOptions.filter(Boolean).join(","), device: `:${folderOf(options)}` };
}

/** With these, the kernel gives a server up after 15 s that does not answer; one that was asked a moment ago may be busy. */
const TRIAL = { soft: true, timeoutSeconds: 5, retransmissions: 2 };

/** A mount of the export for a moment, as `docker run --mount` takes it: by a volume that goes with its container. */
export function nfsTrialMount(options: NfsOptions): string {
    const { type, o, device } = nfsDriverOptions({ ...options, ...TRIAL, subfolder: undefined });
    const driverOptions = Object.entries({ type, o, device }).map(([key, value]) =>
        mountField(`volume-opt=${key}=${value}`),
    );
    const label = "volume-label=io.docker-storage.managed=scratch";
    return ["type=volume,target=/data,volume-nocopy,volume-driver=local", label, ...driverOptions].join(",");
}

/** The folder on the server that is mounted, as far as the program tells: two names of one server are two. */
export function nfsPlace(options: NfsOptions): string {
    return `${options.server.toLowerCase()}:${folderOf(options)}`;
}

function folderOf({ export: exported, subfolder = "" }: NfsOptions): string {
    const path = `${exported}/${subfolder}`.replace(/\/+/g, "/");
    return path === "/" ? path : path.replace(/\/$/, "");
}

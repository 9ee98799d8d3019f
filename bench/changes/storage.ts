/** What a program declares, in nobody's words: each contender puts it in its own. The keys are the program's own names. */
export interface Storage {
    volumes: Record<string, Volume>;
    containers: Record<string, Container>;
}

export interface Volume {
    /** What stays the same when the program calls it otherwise. Default: its key. */
    role?: string;
    /** The Docker name. Default: whatever the contender makes up. */
    fixedName?: string;
    /** Default: `local`. */
    driver?: string;
    /** In a `device`, `folder:NAME` is a folder of the run. */
    driverOpts?: Record<string, string>;
    labels?: Record<string, string>;
    /** An NFS export; those without a word for it get the driver options that mean the same. */
    nfs?: { server: string; export: string; timeoutSeconds?: number };
    /** For those that have policies. */
    onReplace?: "migrate" | "discard";
    onDelete?: "snapshot" | "retain" | "discard";
    /** The key that it had, told in the way that the contender has for it. */
    formerly?: string;
}

export interface Container {
    role?: string;
    fixedName?: string;
    /** Default: the toolbox. `other` is an image with another id and the same content. */
    image?: string;
    /** Set when the description is resolved. */
    command?: string[];
    env?: Record<string, string>;
    labels?: Record<string, string>;
    mounts: Mount[];
}

export interface Mount {
    type: "volume" | "bind" | "tmpfs";
    /** A volume's key, or `folder:NAME` of the run. A volume without a source is anonymous. */
    source?: string;
    target: string;
    readOnly?: boolean;
    tmpfsSizeBytes?: number;
}

/** Where a person would look for the data: in a container, or, where none mounts it, in a volume. By roles. */
export type Place = { container: string; target: string } | { volume: string };

export interface Change {
    name: string;
    /** As the table has it. */
    title: string;
    before: Storage;
    after: Storage;
    /** What a person does after the edit. Default: an update. */
    by?: Verb[];
    /** Default: as before, at DATA; undefined where the edited program has no place for it. */
    dataAfter?: Place | undefined;
}

export type Verb = "update" | "destroy";

export const ROLE_OF_APP = "app";
/** Where the data is before every change. */
export const DATA: { container: string; target: string } = { container: ROLE_OF_APP, target: "/data" };

import type { Operation } from "../operation";

/** What everyone has to make: a container that mounts some of many volumes. */
export interface Workload {
    volumes: number;
    mounts: number;
    /** Those that run no program take it to be plain volumes. */
    program: "volumes" | "bare-components" | "named-volumes";
}

export type Verb = "create" | "again" | "destroy";

/** One of those that are compared. */
export interface Contender {
    name: string;
    /** Nothing where it is not on PATH. */
    version(): Promise<string | undefined>;
    /** Makes ready, in an empty folder, all that is not to be measured. */
    prepare(folder: string, workload: Workload): Promise<Record<Verb, Operation>>;
}

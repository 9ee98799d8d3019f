import type { Operation } from "../operation";
import type { Output } from "./limited-run";
import type { Planned } from "./planned";
import type { Ground } from "./resolve";
import type { Storage, Verb } from "./storage";

/** One of those that are compared. */
export interface Contender {
    /** For the command line. */
    name: string;
    /** As the table has it. */
    title: string;
    /** Nothing where it is not on PATH. */
    version(): Promise<string | undefined>;
    /** Makes ready, in the run's empty folder, what comes before the first program. */
    prepare(ground: Ground): Promise<Session>;
}

/** One stack, project or workspace of a contender. */
export interface Session {
    /** Puts a resolved description in the contender's words. */
    write(storage: Storage): void;
    /** By what it is a preview of. */
    preview: Record<Verb, Operation>;
    /** What the preview's output says. */
    planned(output: Output): Planned[];
    perform: Record<Verb, Operation>;
}

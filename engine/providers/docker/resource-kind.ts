import Docker from "dockerode";
import { Properties } from "../../property";
import { Block, TerraformObject } from "./schema";

/** What an operation on one resource has at hand. */
export interface Call {
    readonly docker: Docker;
    /** Aborted when the time given for the operation is up, or the user wants out. */
    readonly signal: AbortSignal;
}

/** A type of resource: its schema, and what its life on the Docker daemon is. */
export interface ResourceKind {
    readonly schema: Block;
    readonly schemaVersion: number;
    /** Whether the program can say how long an operation may take; twenty minutes otherwise. */
    readonly hasTimeouts: boolean;
    readonly alwaysDeleteFirst: boolean;
    /** Whether what exists already can be adopted by its id. */
    readonly importable: boolean;
    /**
     * Makes the resource and answers with the attributes read back. `created` must be called as soon as there is something
     * on the daemon: when a later step fails, the resource is kept in the state with that id.
     */
    create(call: Call, planned: TerraformObject, created: (id: string) => void): Promise<Properties>;
    /** The attributes that Docker tells of, or nothing when the resource is gone. */
    read(call: Call, id: string, state: TerraformObject): Promise<Properties | undefined>;
    /** Attributes that the update read back, if it read any. */
    update(call: Call, id: string, prior: TerraformObject, planned: TerraformObject): Promise<Properties>;
    /** Finds by its name what a creation that was cut off had made since that moment; without it nothing is looked for. */
    findInterrupted?(call: Call, name: string, since: Date): Promise<{ id: string; complete: boolean } | undefined>;
    delete(call: Call, id: string, state: TerraformObject): Promise<void>;
}

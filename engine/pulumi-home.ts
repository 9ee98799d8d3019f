import { homedir } from "node:os";
import { join } from "node:path";

/** Pulumi's folder of its own in a user's home. */
export function pulumiHome(): string {
    return process.env.PULUMI_HOME || join(homedir(), ".pulumi");
}

/**
 * Where Node keeps compiled code for the next start, of the engine and of the programs that it runs. Not in the folder for
 * temporary files, which is Node's default: others may write there, and what lies there is run.
 */
export function compileCacheFolder(): string {
    return process.env.NODE_COMPILE_CACHE || join(pulumiHome(), "node-compile-cache");
}

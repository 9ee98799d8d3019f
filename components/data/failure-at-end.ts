import * as pulumi from "@pulumi/pulumi";
import { perRun } from "./per-run";

const isFailing = perRun(() => ({ yes: false }));

/**
 * Makes a preview or an update fail without stopping it: everything is done first, deletions too. An error that is thrown would
 * cut the update off wherever it is, a container between its deletion and its creation, and leave replaced volumes undeleted;
 * an error that is only logged does not make `pulumi` fail. So the program's process ends with an exit code, after the engine has
 * said that all is done.
 */
export function failAtEnd(message: string, resource: pulumi.Resource): void {
    if (isProgramOfItsOwn()) {
        void pulumi.log.error(message, resource);
        if (!isFailing().yes) process.once("exit", () => (process.exitCode ||= 1));
        isFailing().yes = true;
    } else if (pulumi.runtime.isDryRun()) {
        throw new pulumi.ResourceError(message, resource, true);
    } else {
        void pulumi.log.error(message, resource);
    }
}

/**
 * Whether this process is the program, and nothing else: not one that serves components to other languages, nor one that uses
 * Pulumi's Automation API. Language hosts hand a program its config in this variable. Source: cmd/pulumi-language-nodejs.
 */
function isProgramOfItsOwn(): boolean {
    return process.env.PULUMI_CONFIG !== undefined && pulumi.runtime.getStackResource() !== undefined;
}

import * as pulumi from "@pulumi/pulumi";

/**
 * What `command.local.run` is given to run a script. That travels in the environment, as in a ScriptCommand, because the provider repeats
 * a command itself in its error.
 */
export function scriptRun<Environment extends Record<string, pulumi.Input<string>>>(
    text: string,
    environment: Environment,
) {
    return { command: 'exec sh -c "$SCRIPT"', environment: { ...environment, SCRIPT: text } };
}

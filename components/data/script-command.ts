import { local } from "@pulumi/command";
import { getVersion } from "@pulumi/command/utilities";
import * as pulumi from "@pulumi/pulumi";
import { COMMAND_TYPE } from "../model/resource-types";
import { script } from "./scripts";

type Verb = "create" | "update" | "delete";

export interface ScriptCommandArgs {
    /** What runs at each point of the command's life. */
    scripts: { [verb in Verb]?: string };
    environment: Record<string, pulumi.Input<string>>;
    stdin?: pulumi.Input<string>;
    /** Values that replace the command when they change. */
    triggers?: pulumi.Input<string>[];
}

/**
 * A `command.local.Command` that runs scripts. To an engine it is that very resource, but a program can read nothing of it but
 * `stdout`: the SDK makes a dozen promises for each property of a resource, and a stack may hold hundreds of volumes.
 */
export class ScriptCommand extends pulumi.CustomResource {
    declare public readonly stdout: pulumi.Output<string>;

    constructor(name: string, args: ScriptCommandArgs, options: pulumi.CustomResourceOptions) {
        const { scripts, environment, ...rest } = args;
        super(
            COMMAND_TYPE,
            name,
            { ...commandInputs(scripts, environment), ...rest, logging: local.Logging.Stderr, stdout: undefined },
            pulumi.mergeOptions({ version: getVersion(), replaceOnChanges: ["triggers[*]"] }, options),
        );
    }
}

/**
 * Those that know their daemon run on no other.
 *
 * The scripts travel in the environment, because the provider repeats a command itself, three times, in every error.
 */
function commandInputs(
    scripts: ScriptCommandArgs["scripts"],
    environment: Record<string, pulumi.Input<string>>,
): Record<string, unknown> {
    const given = Object.entries(scripts) as Array<[Verb, string]>;
    const guard = "DAEMON_ID" in environment ? script("which-daemon", "same-daemon") : "";
    const variable = (verb: Verb): string => `SCRIPT_${verb.toUpperCase()}`;
    return {
        ...Object.fromEntries(given.map(([verb]) => [verb, `exec sh -c "$${variable(verb)}"`])),
        environment: {
            ...environment,
            ...Object.fromEntries(given.map(([verb, text]) => [variable(verb), guard + text])),
        },
    };
}

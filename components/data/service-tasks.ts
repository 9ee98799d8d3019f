import * as pulumi from "@pulumi/pulumi";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";

export interface ServiceTasksArgs {
    /** Docker's id of the service. */
    service: pulumi.Input<string>;
    /** Changes whenever anything about the service does. */
    fingerprint: pulumi.Input<string>;
    replicas: number;
    timeoutSeconds: pulumi.Input<number>;
    graceSeconds: pulumi.Input<number>;
    environment: Record<string, pulumi.Input<string>>;
}

/**
 * Waits, each time that the service is another, until all its tasks run as it says; before it is deleted, until they have stopped.
 * The docker provider could wait as well, but deletes what does not run in time, and never says why.
 */
export function awaitTasks(name: string, args: ServiceTasksArgs, options: pulumi.CustomResourceOptions): ScriptCommand {
    const run = script("begin", "service", "await-tasks");
    return new ScriptCommand(
        `${name}-tasks`,
        {
            scripts: { create: run, update: run, delete: script("begin", "service", "stop-tasks") },
            environment: {
                ...args.environment,
                SERVICE: args.service,
                FINGERPRINT: args.fingerprint,
                REPLICAS: String(args.replicas),
                TIMEOUT_SECONDS: pulumi.output(args.timeoutSeconds).apply(String),
                GRACE_SECONDS: pulumi.output(args.graceSeconds).apply(String),
            },
            triggers: [args.service],
        },
        { ...options, deleteBeforeReplace: true },
    );
}

import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { script } from "./scripts";

/**
 * What `docker inspect` lists as the mounts of a container, as JSON; empty when it could not be asked. It is kept in no
 * resource, so that something new is not a change.
 */
export function inspectedMounts(
    environment: Record<string, pulumi.Input<string>>,
    container: pulumi.Input<string>,
    parent: pulumi.Resource,
): pulumi.Output<string> {
    const command = script("volumes", "inspect-mounts");
    const args = { command, environment: { ...environment, CONTAINER: container }, logging: local.Logging.None };
    return local.runOutput(args, { parent }).stdout;
}

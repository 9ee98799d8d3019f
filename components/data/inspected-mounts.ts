import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { scriptRun } from "./script-run";
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
    const run = scriptRun(script("begin", "inspect-mounts"), { ...environment, CONTAINER: container });
    return local.runOutput({ ...run, logging: local.Logging.None }, { parent }).stdout;
}

import * as pulumi from "@pulumi/pulumi";
import { asInspected, VolumeSettings } from "./as-inspected";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";

/**
 * Fails if a volume exists under a fixed name that the component did not have before. The volume has to depend on it.
 *
 * @param adopt what such a volume has to be like to be taken over
 */
export function claim(
    name: string,
    fixedName: pulumi.Input<string>,
    adopt: VolumeSettings | undefined,
    environment: Record<string, pulumi.Input<string>>,
    options: pulumi.CustomResourceOptions,
): ScriptCommand {
    const host = "DOCKER_HOST" in environment ? "host" : "no-host";
    return new ScriptCommand(
        `${name}-claim`,
        {
            scripts: { create: script("volumes", host, "as-inspected", "claim") },
            environment: { ...environment, NAME: fixedName, ...(adopt && { ADOPT: asInspected(adopt) }) },
        },
        options,
    );
}

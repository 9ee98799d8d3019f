import * as pulumi from "@pulumi/pulumi";
import { asInspected, VolumeSettings } from "./as-inspected";
import { ScriptCommand } from "./script-command";
import { stackName } from "./stack-name";
import { claimScripts } from "./volume-scripts";

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
    const identity = ["DAEMON_ID", "DOCKER_HOST"].find((variable) => variable in environment);
    return new ScriptCommand(
        `${name}-claim`,
        {
            scripts: claimScripts(identity !== undefined),
            environment: {
                ...environment,
                NAME: fixedName,
                STACK: stackName(),
                IDENTITY: identity === undefined ? "" : environment[identity],
                ...(adopt && { ADOPT: asInspected(adopt) }),
            },
        },
        options,
    );
}

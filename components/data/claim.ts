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
    const identity = ["DAEMON_ID", "DOCKER_HOST"].find((variable) => variable in environment);
    return new ScriptCommand(
        `${name}-claim`,
        {
            scripts: {
                create: script(
                    "begin",
                    ...(identity === undefined ? ["no-host"] : []),
                    "volumes",
                    "as-inspected",
                    "claim",
                ),
            },
            environment: {
                ...environment,
                NAME: fixedName,
                IDENTITY: identity === undefined ? "" : environment[identity],
                ...(adopt && { ADOPT: asInspected(adopt) }),
            },
        },
        options,
    );
}

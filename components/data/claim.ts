import * as pulumi from "@pulumi/pulumi";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";

/** Fails if a fixed name is that of a volume which is not this package's. The volume has to depend on it. */
export function claim(
    name: string,
    fixedName: string,
    environment: Record<string, pulumi.Input<string>>,
    options: pulumi.CustomResourceOptions,
): ScriptCommand {
    const scripts = { create: script("volumes", "claim") };
    return new ScriptCommand(`${name}-claim`, { scripts, environment: { ...environment, NAME: fixedName } }, options);
}

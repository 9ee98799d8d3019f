import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { commandArgs, script } from "./scripts";

/** Fails if a fixed name is that of a volume which is not this package's. The volume has to depend on it. */
export function claim(
    name: string,
    fixedName: string,
    environment: Record<string, pulumi.Input<string>>,
    options: pulumi.CustomResourceOptions,
): local.Command {
    const scripts = { create: script("volumes", "claim") };
    return new local.Command(`${name}-claim`, commandArgs(scripts, { ...environment, NAME: fixedName }), options);
}

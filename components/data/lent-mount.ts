import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { ScriptCommand } from "./script-command";
import { scriptRun } from "./script-run";
import { script } from "./scripts";

export interface LentMountArgs {
    source: pulumi.Input<string>;
    target: pulumi.Input<string>;
    readOnly?: pulumi.Input<boolean>;
}

/**
 * A mount without copy-up, to be had through `volumesFrom` the container that this returns. The docker provider passes
 * volume options on to daemons of API 1.45 (Docker 26) and newer only, and fails with the others.
 * Source: Mounts in resource_docker_container_funcs.go, terraform-provider-docker 4.5; `CopyData` in
 * daemon/volumes.go, moby.
 */
export function lentMount(
    name: string,
    args: LentMountArgs,
    environment: Record<string, pulumi.Input<string>>,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const mode = pulumi.output(args.readOnly).apply((readOnly) => (readOnly ? "nocopy,ro" : "nocopy"));
    const scripts = {
        create: script("begin", "lend-mount"),
        update: script("keep-mount"),
        delete: script("begin", "drop-mount"),
    };
    const variables = { ...environment, SOURCE: args.source, TARGET: args.target, MODE: mode };
    const triggers = [args.source, args.target, mode];
    const { stdout: lender } = new ScriptCommand(name, { scripts, environment: variables, triggers }, options);
    if (pulumi.runtime.isDryRun()) return lender;
    const again = local.runOutput({
        ...scriptRun(script("begin", "find-lender", "lend-mount"), { ...variables, LENDER: lender }),
        logging: local.Logging.Stderr,
    });
    return pulumi.all([lender, again]).apply(([known]) => known);
}

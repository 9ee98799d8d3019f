import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { asInspected, VolumeSettings } from "./as-inspected";
import { scriptRun } from "./script-run";
import { stackName } from "./stack-name";
import { lookScript } from "./volume-scripts";

/**
 * The settings of a volume with a fixed name, once it is clear that no container of anybody else has it if they replace it: those of the
 * stack are deleted first of all then.
 *
 * @param claimed what says that the volume is the component's
 */
export function lookedAt(
    fixedName: pulumi.Input<string>,
    settings: VolumeSettings,
    claimed: pulumi.Output<string>,
    environment: Record<string, pulumi.Input<string>>,
    parent: pulumi.Resource,
): VolumeSettings {
    if (pulumi.runtime.isDryRun()) return settings;
    const DECLARED = pulumi.all([asInspected(settings), claimed]).apply(([text]) => text);
    const run = scriptRun(lookScript(), {
        ...environment,
        NAME: fixedName,
        DECLARED,
        STACK: stackName(),
    });
    const { stdout } = local.runOutput({ ...run, logging: local.Logging.Stderr }, { parent });
    return { ...settings, labels: pulumi.all([settings.labels, stdout]).apply(([labels]) => labels) };
}

import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { labelsOf } from "./docker-host";
import { scriptRun } from "./script-run";
import { script } from "./scripts";

/** Labels of a volume that may be there already: Docker cannot add this package's own to one that somebody else made. */
export function adoptedLabels(
    fixedName: string,
    labels: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
    environment: Record<string, pulumi.Input<string>>,
    parent: pulumi.Resource,
): pulumi.Output<Array<{ label: string; value: string }>> {
    const asked = { ...environment, NAME: fixedName };
    const run = scriptRun(script("begin", "exists", "is-foreign"), asked);
    const { stdout } = local.runOutput({ ...run, logging: local.Logging.None }, { parent });
    return pulumi
        .all([stdout, labels])
        .apply(([said, given]) => pulumi.output(labelsOf(said === "foreign" ? undefined : "volume", given)));
}

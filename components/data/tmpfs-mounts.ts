import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { TmpfsMount } from "../model/file-system";
import { parseMeasurements } from "../model/usage-report";
import { scriptRun } from "./script-run";
import { script } from "./scripts";

/** What the tmpfs mounts of a container have, as it is found by each update; unknown in a preview. */
export function tmpfsMounts(
    environment: Record<string, pulumi.Input<string>>,
    container: pulumi.Input<string>,
    destinations: pulumi.Input<string>[],
    parent: pulumi.Resource,
): pulumi.Output<TmpfsMount[]> {
    if (destinations.length === 0) return pulumi.output([]);
    if (pulumi.runtime.isDryRun()) return pulumi.output<TmpfsMount[]>(pulumi.unknown as unknown as TmpfsMount[]);
    const known = pulumi.all(destinations);
    const { stdout } = local.runOutput(
        {
            ...scriptRun(script("begin", "toolbox", "measure-tmpfs"), {
                ...environment,
                CONTAINER: container,
                TARGETS: known.apply((list) => JSON.stringify(list)),
            }),
            logging: local.Logging.None,
        },
        { parent },
    );
    return pulumi.all([known, stdout]).apply(([list, printed]) => {
        const found = parseMeasurements(printed);
        return list.map((destination, index) => ({ destination, fileSystem: found.get(index + 1)?.fileSystem }));
    });
}

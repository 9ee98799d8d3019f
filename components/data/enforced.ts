import * as pulumi from "@pulumi/pulumi";
import { CapacityEnforcement, sizedTmpfs } from "../model/enforcement";
import { disk, DiskArgs } from "./disk";
import { mapInput } from "./map-input";

/** Driver options that hold a volume to its capacity. */
export interface Enforced {
    driverOpts: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** What the volume has to depend on. */
    dependsOn: pulumi.Resource[];
    /** A `CapacityEnforcement`. */
    enforcement: pulumi.Output<string>;
    /** Bytes that fit. */
    usableBytes: pulumi.Output<number>;
}

/** @param driverOpts those of a tmpfs; none for any other volume */
export function enforced(
    name: string,
    driverOpts: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined,
    args: DiskArgs,
    options: pulumi.CustomResourceOptions,
): Enforced {
    const { capacityBytes } = args;
    if (driverOpts !== undefined) {
        return {
            driverOpts: mapInput(driverOpts, (known) => sizedTmpfs(known, capacityBytes)),
            dependsOn: [],
            enforcement: pulumi.output<string>(CapacityEnforcement.Tmpfs),
            usableBytes: pulumi.output(capacityBytes),
        };
    }
    const { made, ...room } = disk(name, args, options);
    return { ...room, dependsOn: [made] };
}

import * as pulumi from "@pulumi/pulumi";
import { byteOrder } from "./byte-order";

/** What Docker cannot change in a volume that exists. */
export interface VolumeSettings {
    driver: pulumi.Input<string>;
    driverOpts: pulumi.Input<Record<string, pulumi.Input<string>>>;
    /** In the order of their keys. */
    labels: pulumi.Input<Array<{ label: string; value: string }>>;
}

/** The settings of a volume as `as-inspected.sh` prints them. */
export function asInspected(settings: VolumeSettings): pulumi.Output<string> {
    return pulumi.output(settings).apply(({ driver, driverOpts, labels }) =>
        [
            driver,
            ...Object.entries(driverOpts)
                .sort(([one], [other]) => byteOrder(one, other))
                .map(([key, value]) => `option ${key}=${value}`),
            ...labels.map(({ label, value }) => `label ${label}=${value}`),
        ].join("\n"),
    );
}

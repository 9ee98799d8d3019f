import * as pulumi from "@pulumi/pulumi";

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
                .sort(byKey)
                .map(([key, value]) => `option ${key}=${value}`),
            ...labels.map(({ label, value }) => `label ${label}=${value}`),
        ].join("\n"),
    );
}

function byKey([one]: [string, string], [other]: [string, string]): number {
    return one < other ? -1 : 1;
}

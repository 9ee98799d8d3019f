import * as pulumi from "@pulumi/pulumi";
import { Performance, PerformanceTest } from "../model/performance";
import { performance } from "./performance";
import { Measured, measured } from "./usage";

/** What is measured, and how. */
export interface MeasurementsArgs {
    type: "volume" | "bind";
    /** The volume's name, or the folder's path; known once nothing else is done to what is in it. */
    source: pulumi.Input<string>;
    /** What makes another volume of it, with the name: the driver and its options. */
    driver?: pulumi.Input<object>;
    /** The machine that has the content, if that is not the Docker host. */
    server?: pulumi.Input<string | undefined>;
    /** Whether each update looks at the content and at the file system. Default: true. */
    measureUsage?: boolean;
    /** Of the speed, if that is to be measured. */
    test?: PerformanceTest;
    environment: Record<string, pulumi.Input<string>>;
}

export interface Measurements extends Measured {
    performance: pulumi.Output<Performance | undefined>;
}

/** What components tell of a volume or a folder. The speed comes first: its file would count as content. */
export function measurements(
    name: string,
    { type, source, driver, server, measureUsage, test, environment }: MeasurementsArgs,
    options: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): Measurements {
    const speed = test && performance(name, { test, type, source, driver, environment }, options);
    return {
        ...measured(measureUsage, environment, { type, source, server, after: speed }, options.parent),
        performance: pulumi.output(speed),
    };
}

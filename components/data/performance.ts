import * as pulumi from "@pulumi/pulumi";
import { mountField } from "../model/mounts";
import { limitSeconds, Performance, performanceFrom, PerformanceTest, testParameters } from "../model/performance";
import { mapInput } from "./map-input";
import { perRun } from "./per-run";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";

export interface PerformanceArgs {
    test: PerformanceTest;
    type: "volume" | "bind";
    /** The volume's name, or the folder's path; known once nothing else is done to what is in it. */
    source: pulumi.Input<string>;
    /** What makes another volume of it, with the name: the driver and its options. */
    driver?: pulumi.Input<object>;
    environment: Record<string, pulumi.Input<string>>;
}

/** Of two tests at the same time, each would measure the other. */
const latestOfRun = perRun((): { command?: ScriptCommand } => ({}));

/** Measures once, and again when the volume or the test is another; unknown in the preview before that. */
export function performance(
    name: string,
    args: PerformanceArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<Performance> {
    const { test, type, source, driver, environment } = args;
    const latest = latestOfRun();
    const command = new ScriptCommand(
        `${name}-performance`,
        {
            scripts: { create: script("begin", "exists", "toolbox", "performance"), update: script("unchanged") },
            environment: {
                ...environment,
                MOUNT: mapInput(source, (known) => `type=${type},${mountField(`source=${known}`)}`),
                TEST: JSON.stringify(testParameters(test)),
                LIMIT_SECONDS: String(limitSeconds(test)),
            },
            triggers: [
                source,
                mapInput(driver ?? {}, inOrder),
                inOrder(test),
                ...("DOCKER_HOST" in environment ? [environment.DOCKER_HOST] : []),
            ],
        },
        pulumi.mergeOptions(options, { dependsOn: latest.command ? [latest.command] : [] }),
    );
    latest.command = command;
    // The driver's options may hold a password; no figure tells it.
    return pulumi.unsecret(command.stdout).apply(performanceFrom);
}

/** The same for the same entries, in whatever order they are written. */
function inOrder(entries: object): string {
    return JSON.stringify(Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1)));
}

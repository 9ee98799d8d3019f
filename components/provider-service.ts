import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { labelsOf } from "./data/docker-host";
import { PortProtocol } from "./model/containers";
import { MountType } from "./model/mounts";
import { PublishMode, UpdateFailureAction, UpdateOrder } from "./model/services";
import { shortDuration } from "./model/units";
import type { Healthcheck, NetworkAttachment } from "./shared-container";
import type { ServiceMount, SharedServiceArgs } from "./shared-service";

/** Docker's own default for stopping a container. */
export const DEFAULT_GRACE_SECONDS = 10;
/** Docker's own default between two attempts to run a task. */
const RESTART_DELAY_SECONDS = 5;

/** A network that is there. */
interface Network {
    id: pulumi.Output<string>;
    aliases: NetworkAttachment["aliases"];
}

/** Says all that the daemon would fill in, and the provider show as a difference for ever. */
export function serviceArgs(args: SharedServiceArgs, mounts: ServiceMount[], networks?: Network[]): docker.ServiceArgs {
    const { placement, update } = args;
    return {
        name: args.name,
        labels: labelsOf("service", args.labels),
        mode: { replicated: { replicas: args.replicas ?? 1 } },
        taskSpec: {
            containerSpec: {
                image: args.image,
                labels: labelsOf("task", {}),
                commands: args.entrypoint,
                args: args.command,
                env: args.env && pulumi.output(args.env).apply(variables),
                mounts: mounts.map(providerMount),
                healthcheck: args.healthcheck && providerHealthcheck(args.healthcheck),
                stopGracePeriod: pulumi.output(args.graceSeconds ?? DEFAULT_GRACE_SECONDS).apply(shortDuration),
                user: args.user,
                dir: args.workingDir,
                hostname: args.hostname,
            },
            resources: args.memoryBytes === undefined ? undefined : { limits: { memoryBytes: args.memoryBytes } },
            restartPolicy: {
                condition: "any",
                delay: shortDuration(RESTART_DELAY_SECONDS),
                maxAttempts: 0,
                window: shortDuration(0),
            },
            placement: placement && {
                constraints: placement.constraints,
                prefs: pulumi
                    .output(placement.spreadOver)
                    .apply((labels) => labels?.map((label) => `spread=${label}`) ?? []),
                maxReplicas: placement.maxReplicasPerNode ?? 0,
            },
            networksAdvanceds: networks,
        },
        updateConfig: {
            order: update?.order ?? UpdateOrder.StopFirst,
            parallelism: update?.parallelism ?? 1,
            delay: shortDuration(update?.delaySeconds ?? 0),
            failureAction: update?.failureAction ?? UpdateFailureAction.Pause,
            monitor: shortDuration(update?.monitorSeconds ?? 5),
        },
        endpointSpec: args.ports && {
            mode: "vip",
            ports: args.ports.map(({ internal, external, protocol, publishMode }) => ({
                targetPort: internal,
                publishedPort: external,
                protocol: protocol ?? PortProtocol.Tcp,
                publishMode: publishMode ?? PublishMode.Ingress,
            })),
        },
    };
}

function variables(entries: string[]): Record<string, string> {
    return Object.fromEntries(
        entries.map((entry) => {
            const [variable] = entry.split("=", 1);
            return [variable, entry.slice(variable.length + 1)];
        }),
    );
}

function providerMount(mount: ServiceMount): docker.types.input.ServiceTaskSpecContainerSpecMount {
    const { driverOptions } = mount;
    const noCopy = mount.noCopy ?? driverOptions !== undefined;
    return {
        type: mount.type ?? MountType.Volume,
        source: mount.source,
        target: mount.target,
        readOnly: mount.readOnly,
        bindOptions: mount.propagation && { propagation: mount.propagation },
        volumeOptions:
            noCopy || driverOptions ? { noCopy, driverName: driverOptions && "local", driverOptions } : undefined,
        tmpfsOptions:
            mount.tmpfsSizeBytes === undefined && mount.tmpfsMode === undefined
                ? undefined
                : { sizeBytes: mount.tmpfsSizeBytes, mode: mount.tmpfsMode },
    };
}

function providerHealthcheck(healthcheck: Healthcheck): docker.types.input.ServiceTaskSpecContainerSpecHealthcheck {
    const duration = (seconds = 0): string => shortDuration(seconds);
    return {
        tests: healthcheck.command,
        interval: duration(healthcheck.intervalSeconds),
        timeout: duration(healthcheck.timeoutSeconds),
        startPeriod: duration(healthcheck.startPeriodSeconds),
        retries: healthcheck.retries ?? 0,
    };
}

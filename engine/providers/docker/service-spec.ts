import type {
    ContainerSpec,
    ContainerTaskSpec,
    HealthConfig,
    MountSettings,
    PortConfig,
    ServiceMode,
    ServiceSpec,
    UpdateConfig,
} from "dockerode";
import { Properties, PropertyValue } from "../../property";
import { parseDurationNanoseconds } from "./go-duration";
import { hashOrdered } from "./hash-order";
import { TerraformObject } from "./schema";
import { NETWORKS_ADVANCED } from "./service-schema";
import { flag, labelMap, number, objects, only, plain, some, strings, text, textMap } from "./values";

/** Docker's own spelling; the types of dockerode have another. */
export type TaskContainer = ContainerSpec & { Healthcheck?: HealthConfig };

function nanoseconds(value: PropertyValue | undefined): number {
    return parseDurationNanoseconds(text(value) ?? "");
}

/** Pairs of a map as `NAME=value`, always in the same order, lest each update looks like another environment. */
function pairs(value: PropertyValue | undefined): string[] {
    const entries = Object.entries(textMap(value) ?? {});
    return entries.map(([name, one]) => `${name}=${one}`).sort();
}

function mountOf(mount: Properties): MountSettings {
    const bind = only(mount.bind_options);
    const volume = only(mount.volume_options);
    const tmpfs = only(mount.tmpfs_options);
    return {
        Type: mount.type as MountSettings["Type"],
        Source: text(mount.source) ?? "",
        Target: text(mount.target) ?? "",
        ReadOnly: flag(mount.read_only),
        BindOptions: bind && {
            Propagation: text(bind.propagation) as NonNullable<MountSettings["BindOptions"]>["Propagation"],
        },
        VolumeOptions: volume && {
            NoCopy: flag(volume.no_copy),
            Labels: labelMap(volume.labels) ?? {},
            DriverConfig: { Name: text(volume.driver_name) ?? "", Options: textMap(volume.driver_options) ?? {} },
        },
        TmpfsOptions: tmpfs && { SizeBytes: number(tmpfs.size_bytes) ?? 0, Mode: number(tmpfs.mode) ?? 0 },
    };
}

function healthcheckOf(container: Properties): HealthConfig {
    const check = only(container.healthcheck);
    if (check === undefined) return {};
    return {
        Test: some(strings(check.test)),
        Interval: nanoseconds(check.interval),
        Timeout: nanoseconds(check.timeout),
        StartPeriod: nanoseconds(check.start_period),
        Retries: number(check.retries) ?? 0,
    };
}

function containerOf(container: Properties): TaskContainer {
    const dns = only(container.dns_config);
    return {
        Image: text(container.image),
        Labels: labelMap(container.labels),
        Command: some(strings(container.command)),
        Args: some(strings(container.args)),
        Hostname: text(container.hostname),
        Env: some(pairs(container.env)),
        Dir: text(container.dir),
        User: text(container.user),
        Groups: some(strings(container.groups)),
        ReadOnly: flag(container.read_only),
        Mounts: some(objects(container.mounts).map(mountOf)),
        StopSignal: text(container.stop_signal),
        StopGracePeriod: nanoseconds(container.stop_grace_period),
        Healthcheck: healthcheckOf(container),
        Hosts: some(objects(container.hosts).map(({ ip, host }) => `${plain(ip)} ${plain(host)}`)),
        DNSConfig: {
            Nameservers: some(strings(dns?.nameservers)),
            Search: some(strings(dns?.search)),
            Options: some(strings(dns?.options)),
        },
        Isolation: text(container.isolation),
        Sysctls: textMap(container.sysctl),
        CapabilityAdd: some(strings(container.cap_add)),
        CapabilityDrop: some(strings(container.cap_drop)),
        Init: flag(container.init),
    };
}

function amounts(value: PropertyValue | undefined): { NanoCPUs: number; MemoryBytes: number } | undefined {
    const given = only(value);
    return given && { NanoCPUs: number(given.nano_cpus) ?? 0, MemoryBytes: number(given.memory_bytes) ?? 0 };
}

function taskOf(task: Properties): ContainerTaskSpec {
    const resources = only(task.resources);
    const restart = only(task.restart_policy);
    const placement = only(task.placement);
    const log = only(task.log_driver);
    return {
        ContainerSpec: containerOf(only(task.container_spec) ?? {}),
        Resources: { Limits: amounts(resources?.limits), Reservations: amounts(resources?.reservation) },
        RestartPolicy: restart
            ? {
                  Condition: text(restart.condition),
                  Delay: nanoseconds(restart.delay),
                  MaxAttempts: number(restart.max_attempts) ?? 0,
                  Window: nanoseconds(restart.window),
              }
            : {},
        Placement: {
            Constraints: some(hashOrdered(undefined, strings(placement?.constraints))),
            Preferences: some(
                hashOrdered(undefined, strings(placement?.prefs)).map((SpreadDescriptor) => ({
                    Spread: { SpreadDescriptor },
                })),
            ),
            Platforms: some(
                objects(placement?.platforms).map(({ architecture, os }) => ({
                    Architecture: plain(architecture),
                    OS: plain(os),
                })),
            ),
            MaxReplicas: number(placement?.max_replicas) ?? 0,
        },
        ForceUpdate: number(task.force_update) ?? 0,
        Runtime: text(task.runtime),
        Networks: some(hashOrdered(NETWORKS_ADVANCED, objects(task.networks_advanced)).map(networkOf)),
        LogDriver: log && { Name: text(log.name), Options: textMap(log.options) },
    };
}

function networkOf(network: Properties) {
    const target = text(network.id) ?? text(network.name);
    if (target === undefined) throw new Error("network 'name' or 'id' must be specified");
    const options = strings(network.driver_opts).map((one) => one.split("=", 2));
    return {
        Target: target,
        Aliases: hashOrdered(undefined, strings(network.aliases)),
        DriverOpts: options.length === 0 ? undefined : (Object.fromEntries(options) as Record<string, string>),
    };
}

function modeOf(planned: TerraformObject): ServiceMode {
    const mode = only(planned.mode);
    const replicated = only(mode?.replicated);
    return {
        Replicated: replicated && { Replicas: Number(replicated.replicas ?? 0) },
        Global: flag(mode?.global) ? {} : undefined,
    };
}

function stepsOf(value: PropertyValue | undefined): UpdateConfig | undefined {
    const given = only(value);
    return (
        given && {
            Parallelism: Number(given.parallelism ?? 0),
            Delay: nanoseconds(given.delay),
            FailureAction: text(given.failure_action),
            Monitor: nanoseconds(given.monitor),
            MaxFailureRatio: Number(given.max_failure_ratio ?? 0),
            Order: plain(given.order),
        }
    );
}

function portOf(port: Properties): PortConfig {
    return {
        Name: text(port.name),
        Protocol: text(port.protocol) as PortConfig["Protocol"],
        TargetPort: number(port.target_port),
        PublishedPort: number(port.published_port),
        PublishMode: text(port.publish_mode) as PortConfig["PublishMode"],
    };
}

/** What Docker's API is asked to make of a planned service. */
export function serviceSpec(planned: TerraformObject): ServiceSpec & { TaskTemplate: ContainerTaskSpec } {
    const endpoint = only(planned.endpoint_spec);
    return {
        Name: text(planned.name) ?? "",
        Labels: labelMap(planned.labels),
        TaskTemplate: taskOf(only(planned.task_spec) ?? {}),
        Mode: modeOf(planned),
        UpdateConfig: stepsOf(planned.update_config),
        RollbackConfig: stepsOf(planned.rollback_config),
        EndpointSpec: { Mode: text(endpoint?.mode), Ports: some(objects(endpoint?.ports).map(portOf)) },
    };
}

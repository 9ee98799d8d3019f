import type { ContainerTaskSpec, MountSettings, PortConfig, Service, UpdateConfig } from "dockerode";
import { Properties, PropertyValue } from "../../property";
import { formatDuration } from "./go-duration";
import { TaskContainer } from "./service-spec";
import { labelSet } from "./values";

/** Docker leaves out what is empty. */
type Told<T> = T extends object ? (string extends keyof T ? T : { [key in keyof T]?: Told<T[key]> }) : T;

/** A duration as the provider writes it in a service: without zeros at its end. */
function shortDuration(nanoseconds: number | undefined): string {
    return formatDuration(nanoseconds ?? 0)
        .replace(/m0s$/, "m")
        .replace(/h0m$/, "h");
}

/** Without what Docker does not tell of, which stays unset. */
function told(attributes: Record<string, PropertyValue | undefined>): Properties {
    return Object.fromEntries(
        Object.entries(attributes).filter((entry): entry is [string, PropertyValue] => entry[1] !== undefined),
    );
}

function filled<T extends PropertyValue[] | string | Properties>(value: T | null | undefined): T | undefined {
    return value === null || value === undefined || Object.keys(value).length === 0 ? undefined : value;
}

function mountAttributes(mount: Told<MountSettings>): Properties {
    const { BindOptions: bind, VolumeOptions: volume, TmpfsOptions: tmpfs } = mount;
    const driver = volume?.DriverConfig;
    return told({
        target: mount.Target,
        source: mount.Source ?? "",
        type: mount.Type,
        read_only: mount.ReadOnly ?? false,
        bind_options: bind && [told({ propagation: filled(bind.Propagation as string) })],
        volume_options: volume && [
            told({
                no_copy: volume.NoCopy ?? false,
                labels: labelSet(volume.Labels),
                driver_name: filled(driver?.Name),
                driver_options: driver && (driver.Options ?? {}),
            }),
        ],
        tmpfs_options: tmpfs && [
            {
                size_bytes: tmpfs.SizeBytes ?? 0,
                mode: (tmpfs.Mode ?? 0) & 0o777,
            },
        ],
    });
}

function healthcheckAttributes({ Healthcheck: check }: TaskContainer): Properties[] | undefined {
    return (
        check && [
            told({
                test: filled(check.Test),
                interval: shortDuration(check.Interval),
                timeout: shortDuration(check.Timeout),
                start_period: shortDuration(check.StartPeriod),
                retries: check.Retries ?? 0,
            }),
        ]
    );
}

function variables(env: string[] | undefined): Properties | undefined {
    const entries = (env ?? []).map((one): [string, string] => {
        const name = one.split("=", 1)[0];
        return [name, one.slice(name.length + 1)];
    });
    return filled(Object.fromEntries(entries));
}

function hostAttributes(host: string): Properties {
    const [ip, name] = host.split(" ");
    return { ip, host: name };
}

function containerAttributes(container: TaskContainer): Properties {
    const { DNSConfig: dns } = container;
    return told({
        image: filled(container.Image),
        labels: filled(labelSet(container.Labels)),
        command: filled(container.Command),
        args: filled(container.Args),
        hostname: filled(container.Hostname),
        env: variables(container.Env),
        user: filled(container.User),
        dir: filled(container.Dir),
        groups: filled(container.Groups),
        read_only: container.ReadOnly || undefined,
        mounts: filled(container.Mounts?.map(mountAttributes)),
        stop_signal: filled(container.StopSignal),
        stop_grace_period:
            container.StopGracePeriod === undefined ? undefined : shortDuration(container.StopGracePeriod),
        healthcheck: healthcheckAttributes(container),
        hosts: filled(container.Hosts?.map(hostAttributes)),
        dns_config: dns && [
            told({ nameservers: filled(dns.Nameservers), search: filled(dns.Search), options: filled(dns.Options) }),
        ],
        isolation: filled(container.Isolation),
        sysctl: filled(container.Sysctls),
        cap_add: filled(container.CapabilityAdd),
        cap_drop: filled(container.CapabilityDrop),
        init: container.Init,
    });
}

function amounts(given: { NanoCPUs?: number; MemoryBytes?: number } | undefined): Properties[] {
    return given ? [{ nano_cpus: given.NanoCPUs ?? 0, memory_bytes: given.MemoryBytes ?? 0 }] : [];
}

function taskAttributes(task: ContainerTaskSpec): Properties {
    const { Resources: resources, RestartPolicy: restart, Placement: placement, LogDriver: log } = task;
    return told({
        container_spec: task.ContainerSpec && [containerAttributes(task.ContainerSpec)],
        resources: resources && [{ limits: amounts(resources.Limits), reservation: amounts(resources.Reservations) }],
        restart_policy: restart && [
            told({
                condition: filled(restart.Condition),
                delay: restart.Delay === undefined ? undefined : shortDuration(restart.Delay),
                max_attempts: restart.MaxAttempts,
                window: restart.Window === undefined ? undefined : shortDuration(restart.Window),
            }),
        ],
        placement: placement && [
            told({
                constraints: filled(placement.Constraints),
                prefs: filled(placement.Preferences?.map(({ Spread }) => Spread.SpreadDescriptor)),
                platforms: filled(
                    placement.Platforms?.map(({ Architecture, OS }) => ({ architecture: Architecture, os: OS })),
                ),
                max_replicas: placement.MaxReplicas ?? 0,
            }),
        ],
        force_update: task.ForceUpdate ?? 0,
        runtime: filled(task.Runtime),
        networks_advanced: filled(
            task.Networks?.map(({ Target, Aliases, DriverOpts }) =>
                told({
                    id: Target,
                    driver_opts: Object.entries(DriverOpts ?? {}).map(([key, value]) => `${key}=${value}`),
                    aliases: filled(Aliases),
                }),
            ),
        ),
        log_driver: log && [told({ name: log.Name ?? "", options: filled(log.Options) })],
    });
}

function stepsAttributes(steps: Told<UpdateConfig> | undefined): Properties[] {
    if (steps === undefined) return [];
    return [
        {
            parallelism: steps.Parallelism ?? 0,
            delay: shortDuration(steps.Delay),
            failure_action: steps.FailureAction ?? "",
            monitor: shortDuration(steps.Monitor),
            max_failure_ratio: (steps.MaxFailureRatio ?? 0).toFixed(1),
            order: steps.Order ?? "",
        },
    ];
}

function portAttributes(port: PortConfig): Properties {
    return {
        name: port.Name ?? "",
        protocol: port.Protocol ?? "",
        target_port: port.TargetPort ?? 0,
        published_port: port.PublishedPort ?? 0,
        publish_mode: port.PublishMode ?? "",
    };
}

/** A service's attributes as Docker tells of them. */
export function serviceAttributes({ ID: id, Spec: spec = {}, Endpoint: endpoint }: Service): Properties {
    const { Replicated: replicated, Global: global } = spec.Mode ?? {};
    return {
        id,
        name: spec.Name ?? "",
        labels: labelSet(spec.Labels),
        task_spec: [taskAttributes(spec.TaskTemplate ?? {})],
        mode: [
            told({
                replicated: replicated && [told({ replicas: replicated.Replicas })],
                global: global !== undefined,
            }),
        ],
        update_config: stepsAttributes(spec.UpdateConfig),
        rollback_config: stepsAttributes(spec.RollbackConfig),
        endpoint_spec: [
            {
                mode: endpoint?.Spec?.Mode ?? spec.EndpointSpec?.Mode ?? "",
                ports: (endpoint?.Ports ?? []).map(portAttributes),
            },
        ],
    };
}

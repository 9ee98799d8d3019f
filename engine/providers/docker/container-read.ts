import type { ContainerInspectInfo, HostConfig } from "dockerode";
import { Properties, PropertyValue } from "../../property";
import { formatDuration } from "./go-duration";
import { TerraformObject } from "./schema";
import { flag, objects, text } from "./values";

const BYTES_PER_MIB = 1024 * 1024;
const NANOCPUS_PER_CPU = 1e9;

/** Whatever the daemon's version leaves out, or answers with null. */
type Sparse<T> = string extends keyof T
    ? T
    : T extends (infer E)[]
      ? Sparse<E>[]
      : T extends object
        ? { [K in keyof T]?: Sparse<T[K]> | null }
        : T;

/** The part of an answer that @types/dockerode knows too little of. */
interface Limits {
    Init: boolean;
    DnsOptions: string[];
    GroupAdd: string[];
    SecurityOpt: string[];
    Sysctls: Record<string, string>;
    Runtime: string;
    CapAdd: string[];
    CapDrop: string[];
    ExtraHosts: string[];
    Tmpfs: Properties;
    LogConfig: { Type: string; Config: Properties };
    StorageOpt: Properties;
}

type Host = Sparse<Omit<HostConfig, keyof Limits> & Limits>;

type Inspected = Omit<ContainerInspectInfo, "HostConfig"> & {
    Platform: string;
    Config: { StopSignal?: string; StopTimeout?: number };
    HostConfig: Host;
};

function mebibytes(bytes: number | null | undefined): number {
    return (bytes ?? 0) > 0 ? Math.trunc((bytes ?? 0) / BYTES_PER_MIB) : (bytes ?? 0);
}

function mounts(hostConfig: Host): Properties[] {
    return (hostConfig.Mounts ?? []).map((mount) => {
        const volume = mount.VolumeOptions;
        return {
            target: mount.Target ?? "",
            source: mount.Source ?? "",
            type: mount.Type ?? "",
            read_only: mount.ReadOnly ?? false,
            bind_options: mount.BindOptions ? [{ propagation: mount.BindOptions.Propagation ?? "" }] : [],
            volume_options: volume
                ? [
                      {
                          no_copy: volume.NoCopy ?? false,
                          labels: [],
                          driver_name: volume.DriverConfig?.Name ?? "",
                          driver_options: volume.DriverConfig?.Options ?? {},
                          subpath: (volume as { Subpath?: string }).Subpath ?? "",
                      },
                  ]
                : [],
            tmpfs_options: mount.TmpfsOptions
                ? [{ size_bytes: mount.TmpfsOptions.SizeBytes ?? 0, mode: mount.TmpfsOptions.Mode ?? 0 }]
                : [],
        };
    });
}

/** The Terraform provider fails to write the labels of a mount's volume, and then leaves all mounts as they were. */
function mountsIfReadable(hostConfig: Host): Properties {
    const labelled = (hostConfig.Mounts ?? []).some((one) => Object.keys(one.VolumeOptions?.Labels ?? {}).length > 0);
    return labelled ? {} : { mounts: mounts(hostConfig) };
}

function networks({ NetworkSettings }: Inspected): Properties[] {
    const byName = Object.entries(NetworkSettings.Networks).sort(([left], [right]) => (left < right ? -1 : 1));
    return byName.map(([network_name, data]) => ({
        network_name,
        ip_address: data.IPAddress,
        ip_prefix_length: data.IPPrefixLen,
        gateway: data.Gateway,
        global_ipv6_address: data.GlobalIPv6Address,
        global_ipv6_prefix_length: data.GlobalIPv6PrefixLen,
        ipv6_gateway: data.IPv6Gateway,
        mac_address: data.MacAddress,
    }));
}

function ports({ NetworkSettings }: Inspected): Properties[] {
    const byPort = Object.entries((NetworkSettings.Ports as typeof NetworkSettings.Ports | null) ?? {}).sort(
        ([left], [right]) => Number.parseInt(left, 10) - Number.parseInt(right, 10),
    );
    return byPort.flatMap(([key, bindings]) => {
        const [internal, protocol] = key.split("/");
        return ((bindings as typeof bindings | null) ?? []).map((one) => ({
            internal: Number(internal),
            external: Number(one.HostPort),
            ip: one.HostIp,
            protocol,
        }));
    });
}

function healthcheck({ Config }: Inspected): Properties {
    const check = Config.Healthcheck as Record<string, unknown> | undefined;
    if (check === undefined) return {};
    const duration = (key: string) => formatDuration(Number(check[key] ?? 0));
    const state = {
        test: (check.Test ?? []) as PropertyValue,
        interval: duration("Interval"),
        timeout: duration("Timeout"),
        start_period: duration("StartPeriod"),
        start_interval: duration("StartInterval"),
        retries: Number(check.Retries ?? 0),
    };
    return { healthcheck: [state] };
}

function throttles(devices: unknown): Properties[] {
    const list = (devices ?? []) as { Path: string; Rate: number }[];
    return list.map(({ Path, Rate }) => ({ path: Path, rate: Rate }));
}

function cpus(hostConfig: Host): Properties {
    const nano = hostConfig.NanoCpus ?? 0;
    if (nano <= 0) return {};
    const amount = nano / NANOCPUS_PER_CPU;
    return { cpus: Number.isInteger(amount) && Math.log10(amount) === 0 ? "1.0" : trimZeros(amount) };
}

/** As the Terraform provider writes CPUs: trailing zeros go, the decimal point stays. */
function trimZeros(amount: number): string {
    return amount.toFixed(9).replace(/0+$/, "");
}

/** Attributes that are only read back when the state has them. */
function whereConfigured(container: Inspected, state: TerraformObject): Properties {
    const { HostConfig } = container;
    const result: Properties = {};
    const has = (key: string) => objects(state[key]).length > 0;
    if ((container.State.Running || flag(state.must_run)) && has("ports")) result.ports = ports(container);
    if (has("ulimit")) {
        const limits = HostConfig.Ulimits as { Name: string; Soft: number; Hard: number }[] | undefined;
        result.ulimit = (limits ?? []).map(({ Name, Soft, Hard }) => ({ name: Name, soft: Soft, hard: Hard }));
    }
    if (has("devices")) {
        const chosen = objects(state.devices).filter((one) => text(one.container_path) !== undefined);
        result.devices = ((HostConfig.Devices ?? []) as Record<string, string>[]).map((one) => ({
            host_path: one.PathOnHost,
            permissions: one.CgroupPermissions,
            container_path: chosen.some((other) => other.host_path === one.PathOnHost) ? one.PathInContainer : "",
        }));
    }
    if (text(state.pid_mode) !== undefined) result.pid_mode = HostConfig.PidMode ?? "";
    if (HostConfig.CapAdd?.length || HostConfig.CapDrop?.length) {
        const { CapAdd, CapDrop } = HostConfig as { CapAdd?: string[]; CapDrop?: string[] };
        result.capabilities = [{ add: CapAdd ?? [], drop: CapDrop ?? [] }];
    }
    if (!container.State.Running) {
        result.exit_code = container.State.ExitCode;
        if (flag(state.must_run)) result.must_run = false;
    }
    return result;
}

function fromHostConfig({ HostConfig }: Inspected, state: TerraformObject): Properties {
    const hasLogOptions = Object.keys((state.log_opts ?? {}) as Properties).length > 0;
    return {
        rm: HostConfig.AutoRemove ?? false,
        read_only: HostConfig.ReadonlyRootfs ?? false,
        dns: HostConfig.Dns ?? [],
        dns_opts: HostConfig.DnsOptions ?? [],
        dns_search: HostConfig.DnsSearch ?? [],
        security_opts: HostConfig.SecurityOpt ?? [],
        publish_all_ports: HostConfig.PublishAllPorts ?? false,
        restart: HostConfig.RestartPolicy?.Name ?? "",
        max_retry_count: HostConfig.RestartPolicy?.MaximumRetryCount ?? 0,
        init: HostConfig.Init ?? false,
        runtime: HostConfig.Runtime ?? "",
        tmpfs: HostConfig.Tmpfs ?? {},
        host: (HostConfig.ExtraHosts ?? []).map((one) => {
            const [host, ip] = one.split(":");
            return { host, ip };
        }),
        privileged: HostConfig.Privileged ?? false,
        device_read_bps: throttles(HostConfig.BlkioDeviceReadBps),
        device_read_iops: throttles(HostConfig.BlkioDeviceReadIOps),
        device_write_bps: throttles(HostConfig.BlkioDeviceWriteBps),
        device_write_iops: throttles(HostConfig.BlkioDeviceWriteIOps),
        memory: mebibytes(HostConfig.Memory),
        memory_reservation: mebibytes(HostConfig.MemoryReservation),
        memory_swap: mebibytes(HostConfig.MemorySwap),
        shm_size: mebibytes(HostConfig.ShmSize),
        cpu_shares: HostConfig.CpuShares ?? 0,
        cpu_set: HostConfig.CpusetCpus ?? "",
        log_driver: HostConfig.LogConfig?.Type ?? "",
        log_opts: hasLogOptions ? (HostConfig.LogConfig?.Config ?? {}) : {},
        storage_opts: HostConfig.StorageOpt ?? {},
        network_mode: HostConfig.NetworkMode ?? "",
        userns_mode: HostConfig.UsernsMode ?? "",
        sysctls: HostConfig.Sysctls ?? {},
        ipc_mode: HostConfig.IpcMode ?? "",
        group_add: HostConfig.GroupAdd ?? [],
        ...cpus(HostConfig),
        ...mountsIfReadable(HostConfig),
    };
}

/** A container's attributes as Docker tells of them; `state` is what they are or were planned to be. */
export function containerAttributes(inspected: ContainerInspectInfo, state: TerraformObject): Properties {
    const container = inspected as Inspected;
    const { Config } = container;
    const byId = text(state.image)?.startsWith("sha256:");
    return {
        id: container.Id,
        name: container.Name.replace(/^\/+/, ""),
        image: byId ? container.Image : Config.Image,
        bridge: (container.NetworkSettings as { Bridge?: string }).Bridge ?? "",
        network_data: networks(container),
        hostname: Config.Hostname,
        domainname: Config.Domainname,
        command: [(Config.Cmd as string[] | null) ?? []].flat(),
        entrypoint: [Config.Entrypoint ?? []].flat(),
        user: Config.User,
        working_dir: Config.WorkingDir,
        platform: container.Platform,
        tty: Config.Tty,
        stdin_open: Config.OpenStdin,
        stop_signal: Config.StopSignal ?? "",
        stop_timeout: Config.StopTimeout ?? 0,
        ...healthcheck(container),
        ...fromHostConfig(container, state),
        ...whereConfigured(container, state),
    };
}

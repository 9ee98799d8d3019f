import type { ContainerCreateOptions, DeviceRequest, HostConfig } from "dockerode";
import { PropertyValue } from "../../property";
import { CONTAINER } from "./container-schema";
import { mountsOf, volumesOf } from "./container-mounts";
import { parseDurationNanoseconds } from "./go-duration";
import { hashOrdered } from "./hash-order";
import { TerraformObject } from "./schema";
import { flag, labelMap, number, objects, only, plain, some, strings, text, textMap } from "./values";

const BYTES_PER_MIB = 1024 * 1024;
const NANOCPUS_PER_CPU = 1e9;

function mebibytes(value: PropertyValue | undefined): number | undefined {
    const amount = number(value);
    return amount === undefined ? undefined : amount * BYTES_PER_MIB;
}

/** Minus one stands for "no limit". */
export function swapBytes(value: PropertyValue | undefined): number | undefined {
    const amount = number(value);
    return amount !== undefined && amount > 0 ? amount * BYTES_PER_MIB : amount;
}

/** Strings of a set, in the order in which the Terraform provider sends them. */
function stringSet(value: PropertyValue | undefined): string[] {
    return hashOrdered(undefined, strings(value));
}

function blocks(planned: TerraformObject, key: string) {
    return hashOrdered(CONTAINER[key].block, objects(planned[key]));
}

export function throttles(planned: TerraformObject, key: string): { Path: string; Rate: number }[] | undefined {
    return some(blocks(planned, key).map((one) => ({ Path: plain(one.path), Rate: Number(one.rate) })));
}

function healthcheck(planned: TerraformObject): ContainerCreateOptions["Healthcheck"] {
    const check = only(planned.healthcheck);
    if (check === undefined) return undefined;
    const nanoseconds = (value: PropertyValue) => parseDurationNanoseconds(text(value) ?? "0s");
    return {
        Test: strings(check.test),
        Interval: nanoseconds(check.interval),
        Timeout: nanoseconds(check.timeout),
        StartPeriod: nanoseconds(check.start_period),
        StartInterval: nanoseconds(check.start_interval),
        Retries: number(check.retries) ?? 0,
    };
}

function ports(planned: TerraformObject) {
    const exposed: Record<string, Record<string, never>> = {};
    const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
    for (const port of objects(planned.ports)) {
        const key = `${plain(port.internal)}/${plain(port.protocol)}`;
        exposed[key] = {};
        (bindings[key] ??= []).push({ HostIp: text(port.ip) ?? "", HostPort: String(number(port.external) ?? 0) });
    }
    return { exposed, bindings };
}

/** `all`, a number of devices, or `device=ID[,ID...]`. */
function gpuRequest(value: string): DeviceRequest {
    const option = value.trim().replace(/^(["'])(.*)\1$/, "$2");
    const capabilities = { Capabilities: [["gpu"]] };
    if (option === "all") return { Count: -1, ...capabilities };
    if (/^\d+$/.test(option)) return { Count: Number(option), ...capabilities };
    const devices = /^device=(.+)$/.exec(option);
    if (devices === null) throw new Error(`Error setting gpus: invalid value ${JSON.stringify(value)}`);
    return { DeviceIDs: devices[1].split(","), ...capabilities };
}

function deviceRequests(planned: TerraformObject): DeviceRequest[] | undefined {
    const gpus = text(planned.gpus);
    if (gpus !== undefined) return [gpuRequest(gpus)];
    const requests = blocks(planned, "device_requests").map((one) => ({
        Driver: text(one.driver),
        Count: number(one.count) ?? 0,
        DeviceIDs: stringSet(one.device_ids),
        Capabilities: [stringSet(one.capabilities)],
        Options: textMap(one.options),
    }));
    return some(requests);
}

function nanoCpus(value: PropertyValue | undefined): number | undefined {
    const cpus = text(value);
    if (cpus === undefined) return undefined;
    const amount = Number(cpus) * NANOCPUS_PER_CPU;
    if (Number.isNaN(amount)) throw new Error(`Error setting cpus: failed to parse ${cpus} as a rational number`);
    if (!Number.isInteger(amount)) throw new Error("Error setting cpus: value is too precise");
    return amount;
}

function resources(planned: TerraformObject): HostConfig {
    const cpus = nanoCpus(planned.cpus);
    return {
        Memory: mebibytes(planned.memory),
        MemoryReservation: mebibytes(planned.memory_reservation),
        MemorySwap: swapBytes(planned.memory_swap),
        ShmSize: mebibytes(planned.shm_size),
        NanoCpus: cpus,
        CpuPeriod: cpus === undefined ? number(planned.cpu_period) : undefined,
        CpuQuota: cpus === undefined ? number(planned.cpu_quota) : undefined,
        CpuShares: number(planned.cpu_shares),
        CpusetCpus: text(planned.cpu_set),
        Devices: some(
            blocks(planned, "devices").map((one) => ({
                PathOnHost: plain(one.host_path),
                PathInContainer: text(one.container_path) ?? plain(one.host_path),
                CgroupPermissions: text(one.permissions) ?? "",
            })),
        ),
        BlkioDeviceReadBps: throttles(planned, "device_read_bps"),
        BlkioDeviceReadIOps: throttles(planned, "device_read_iops"),
        BlkioDeviceWriteBps: throttles(planned, "device_write_bps"),
        BlkioDeviceWriteIOps: throttles(planned, "device_write_iops"),
        DeviceRequests: deviceRequests(planned),
        Ulimits: some(
            blocks(planned, "ulimit").map((one) => ({
                Name: plain(one.name),
                Soft: Number(one.soft),
                Hard: Number(one.hard),
            })),
        ),
    };
}

const UNCONFINED = "systempaths=unconfined";

/** As Docker's own client writes them: `CAP_NET_ADMIN`, and nothing beside `ALL`. */
function capabilityNames(value: PropertyValue | undefined): string[] {
    const names = strings(value).map((one) => one.trim().toUpperCase());
    if (names.includes("ALL")) return ["ALL"];
    return [...new Set(names.map((one) => (one.startsWith("CAP_") ? one : `CAP_${one}`)))].sort();
}

function cgroupNamespace(planned: TerraformObject): string | undefined {
    const mode = text(planned.cgroupns_mode);
    if (mode === undefined || mode === "private" || mode === "host") return mode;
    throw new Error("cgroupns_mode: invalid CGROUP mode, must be either 'private', 'host' or empty");
}

function isolation(planned: TerraformObject): HostConfig & { CgroupnsMode?: string } {
    const capabilities = only(planned.capabilities);
    const security = stringSet(planned.security_opts);
    const unconfined = security.includes(UNCONFINED);
    return {
        CapAdd: capabilities && capabilityNames(capabilities.add),
        CapDrop: capabilities && capabilityNames(capabilities.drop),
        SecurityOpt: some(security.filter((one) => one !== UNCONFINED)),
        MaskedPaths: unconfined ? [] : undefined,
        ReadonlyPaths: unconfined ? [] : undefined,
        Privileged: flag(planned.privileged),
        ReadonlyRootfs: flag(planned.read_only),
        UsernsMode: text(planned.userns_mode),
        PidMode: text(planned.pid_mode),
        IpcMode: text(planned.ipc_mode),
        CgroupnsMode: cgroupNamespace(planned),
        CgroupParent: text(planned.cgroup_parent),
        GroupAdd: some(stringSet(planned.group_add)),
        Sysctls: textMap(planned.sysctls),
    };
}

function hostConfig(planned: TerraformObject, apiVersion: string): HostConfig {
    const volumes = volumesOf(planned);
    const { bindings } = ports(planned);
    const hosts = blocks(planned, "host").map((one) => `${plain(one.host)}:${plain(one.ip)}`);
    return {
        ...resources(planned),
        ...isolation(planned),
        Mounts: mountsOf(planned, apiVersion),
        Binds: some(volumes.binds),
        VolumesFrom: some(volumes.fromContainers),
        Tmpfs: textMap(planned.tmpfs),
        StorageOpt: textMap(planned.storage_opts),
        PublishAllPorts: flag(planned.publish_all_ports),
        PortBindings: Object.keys(bindings).length === 0 ? undefined : bindings,
        ExtraHosts: some(hosts),
        Dns: some(stringSet(planned.dns)),
        DnsOptions: some(stringSet(planned.dns_opts)),
        DnsSearch: some(stringSet(planned.dns_search)),
        NetworkMode: text(planned.network_mode),
        RestartPolicy: { Name: text(planned.restart) ?? "", MaximumRetryCount: number(planned.max_retry_count) ?? 0 },
        Runtime: text(planned.runtime),
        AutoRemove: flag(planned.rm),
        Init: flag(planned.init),
        LogConfig: { Type: text(planned.log_driver) ?? "", Config: textMap(planned.log_opts) ?? {} },
    };
}

function commandOf(planned: TerraformObject): string[] | undefined {
    const command = strings(planned.command);
    if (command.includes("")) throw new Error("values for command may not be empty");
    return some(command);
}

/** What Docker's API is asked to make for a planned container. `apiVersion` is the daemon's. */
export function containerOptions(planned: TerraformObject, apiVersion: string): ContainerCreateOptions {
    const { exposed } = ports(planned);
    const { paths } = volumesOf(planned);
    return {
        Image: text(planned.image),
        Hostname: text(planned.hostname),
        Domainname: text(planned.domainname),
        User: text(planned.user),
        WorkingDir: text(planned.working_dir),
        Cmd: commandOf(planned),
        Entrypoint: some(strings(planned.entrypoint)),
        Env: some(stringSet(planned.env)),
        Labels: labelMap(planned.labels),
        Tty: flag(planned.tty),
        OpenStdin: flag(planned.stdin_open),
        StopSignal: text(planned.stop_signal),
        StopTimeout: number(planned.stop_timeout),
        Healthcheck: healthcheck(planned),
        ExposedPorts: Object.keys(exposed).length === 0 ? undefined : exposed,
        Volumes: Object.keys(paths).length === 0 ? undefined : paths,
        HostConfig: hostConfig(planned, apiVersion),
    };
}

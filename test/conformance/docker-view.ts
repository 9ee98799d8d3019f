import Docker from "dockerode";
import { isJsonObject, Json, JsonObject, textOf } from "./json";
import { DockerView } from "./observation";

/** What a provider asks the daemon for; what the daemon chooses by itself differs from version to version. */
const CONFIG_KEYS =
    "Cmd Domainname Entrypoint Env Healthcheck Hostname Image Labels OpenStdin StopSignal StopTimeout Tty User Volumes WorkingDir";
const HOST_CONFIG_KEYS =
    "AutoRemove Binds CapAdd CapDrop CpuShares CpusetCpus Devices Dns DnsOptions DnsSearch ExtraHosts GroupAdd Init IpcMode Links " +
    "LogConfig Memory MemoryReservation MemorySwap Mounts NanoCpus NetworkMode PidMode PortBindings Privileged PublishAllPorts " +
    "ReadonlyRootfs RestartPolicy SecurityOpt ShmSize StorageOpt Sysctls Tmpfs Ulimits UsernsMode VolumeDriver VolumesFrom";
const MOUNT_KEYS = "Type Name Source Destination Driver Mode RW Propagation";
const VOLUME_KEYS = "Name Driver Labels Mountpoint Options Scope";

/** Docker's own clients write what was not asked for as null or as empty, each differently. */
function isNothing(value: Json | undefined): boolean {
    return value === undefined || value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

function pick(value: Json | undefined, keys: string): JsonObject {
    const from = isJsonObject(value) ? value : {};
    const kept = keys.split(" ").filter((key) => !isNothing(from[key]));
    return Object.fromEntries(kept.map((key) => [key, from[key]]));
}

export function summariseVolume(inspected: JsonObject): JsonObject {
    return pick(inspected, VOLUME_KEYS);
}

function sortedBy(records: Json[], key: string): Json[] {
    const place = (record: Json) => textOf(isJsonObject(record) ? record[key] : undefined);
    return records.toSorted((left, right) => (place(left) < place(right) ? -1 : 1));
}

export function summariseContainer(inspected: JsonObject): JsonObject {
    const { Id, Name, Config, HostConfig, Mounts, NetworkSettings, State } = inspected;
    const networks =
        isJsonObject(NetworkSettings) && isJsonObject(NetworkSettings.Networks) ? NetworkSettings.Networks : {};
    const mounts = (Array.isArray(Mounts) ? Mounts : []).map((mount) => pick(mount, MOUNT_KEYS));
    const hostConfig = pick(HostConfig, HOST_CONFIG_KEYS);
    // The plugin sends mounts in the order of a hash over their names, which are random.
    if (Array.isArray(hostConfig.Mounts)) hostConfig.Mounts = sortedBy(hostConfig.Mounts, "Target");
    return {
        Id,
        Name: textOf(Name).replace(/^\//, ""),
        Config: pick(Config, CONFIG_KEYS),
        HostConfig: hostConfig,
        Mounts: sortedBy(mounts, "Destination"),
        Networks: Object.fromEntries(
            Object.entries(networks).map(([name, network]) => [name, pick(network, "Aliases IPAMConfig")]),
        ),
        State: pick(State, "Status Running ExitCode"),
    };
}

function isGone(error: unknown): boolean {
    return error instanceof Error && "statusCode" in error && error.statusCode === 404;
}

/** Others use the daemon too: what disappears between the list and the look at it is not an error. */
async function inspectIfThere(docker: Docker, id: string): Promise<JsonObject[]> {
    try {
        return [(await docker.getContainer(id).inspect()) as unknown as JsonObject];
    } catch (error) {
        if (isGone(error)) return [];
        throw error;
    }
}

export async function viewDocker(docker: Docker): Promise<DockerView> {
    const [{ Volumes: volumes }, containers] = await Promise.all([
        docker.listVolumes(),
        docker.listContainers({ all: true }),
    ]);
    const inspected = await Promise.all(containers.map(({ Id }) => inspectIfThere(docker, Id)));
    return {
        // The list says as much of a volume as a look at it would.
        volumes: volumes.map((volume) => summariseVolume(volume as unknown as JsonObject)),
        containers: inspected.flat().map(summariseContainer),
    };
}

import Docker from "dockerode";
import { ROLE_LABEL, SCOPE_LABEL } from "./resolve";

/** What the daemon has of a run. */
export interface Observation {
    containers: ObservedContainer[];
    volumes: ObservedVolume[];
}

export interface ObservedContainer {
    id: string;
    name: string;
    role: string;
    image: string;
    env: string[];
    isRunning: boolean;
    mounts: ObservedMount[];
}

export interface ObservedMount {
    type: string;
    /** The volume's name, or the host's path. */
    source: string;
    target: string;
    readOnly: boolean;
    tmpfsSizeBytes?: number;
}

export interface ObservedVolume {
    name: string;
    role: string;
    driver: string;
    driverOpts: Record<string, string>;
    labels: Record<string, string>;
}

/** Containers and volumes that carry the run's label, and the volumes that these containers mount. */
export async function observe(docker: Docker, scope: string): Promise<Observation> {
    const label = [`${SCOPE_LABEL}=${scope}`];
    const listed = await docker.listContainers({ all: true, filters: { label } });
    const inspected = await Promise.all(listed.map(({ Id }) => docker.getContainer(Id).inspect().catch(ignoreMissing)));
    const containers = inspected.filter((one) => one !== undefined).map(observedContainer);
    const mounted = containers.flatMap(({ mounts }) =>
        mounts.filter(({ type }) => type === "volume").map(({ source }) => source),
    );
    const { Volumes } = await docker.listVolumes();
    const volumes = Volumes.map(observedVolume).filter(
        ({ name, labels }) => labels[SCOPE_LABEL] === scope || mounted.includes(name),
    );
    return { containers, volumes };
}

function observedContainer(inspected: Docker.ContainerInspectInfo): ObservedContainer {
    const { Mounts: asked = [] } = inspected.HostConfig;
    return {
        id: inspected.Id,
        name: inspected.Name.slice(1),
        role: inspected.Config.Labels[ROLE_LABEL],
        image: inspected.Config.Image,
        env: inspected.Config.Env,
        isRunning: inspected.State.Running,
        mounts: inspected.Mounts.map(({ Type, Name, Source, Destination, RW }) => ({
            type: Type,
            source: Type === "volume" ? (Name ?? "") : Source,
            target: Destination,
            readOnly: !RW,
            tmpfsSizeBytes: asked.find(({ Target }) => Target === Destination)?.TmpfsOptions?.SizeBytes,
        })),
    };
}

function observedVolume({ Name, Driver, Options, Labels }: Docker.VolumeInspectInfo): ObservedVolume {
    const labels = (Labels as Record<string, string> | null) ?? {};
    return { name: Name, role: labels[ROLE_LABEL] ?? "", driver: Driver, driverOpts: Options ?? {}, labels };
}

export function ignoreMissing(error: Error & { statusCode?: number }): undefined {
    if (error.statusCode !== 404) throw error;
}

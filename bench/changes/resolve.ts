import { join } from "node:path";
import { nfsDriverOptions } from "../../components/model/nfs-options";
import type { Container, Mount, Storage, Volume } from "./storage";

/** On every volume and container of a run; its value is the run's scope. */
export const SCOPE_LABEL = "docker-storage-bench";
export const ROLE_LABEL = "docker-storage-bench.role";

/** Ends as soon as it is asked to, so that nobody's down time holds a time of grace. */
const COMMAND = ["sh", "-c", "trap 'exit 0' TERM; sleep infinity & wait"];

/** What is a run's own: its names on the daemon begin with the scope, its folders are below the folder. */
export interface Ground {
    scope: string;
    folder: string;
    images: { toolbox: string; other: string };
}

/** The description with this run's own names, folders, images and labels. */
export function resolve({ volumes, containers }: Storage, ground: Ground): Storage {
    return {
        volumes: mapValues(volumes, (volume, key) => resolveVolume(volume, key, ground)),
        containers: mapValues(containers, (container, key) => resolveContainer(container, key, ground)),
    };
}

function resolveVolume(volume: Volume, key: string, ground: Ground): Volume {
    const driverOpts: Record<string, string> | undefined = volume.nfs
        ? { ...nfsDriverOptions(volume.nfs) }
        : volume.driverOpts;
    const device = driverOpts?.device;
    return {
        ...volume,
        fixedName: volume.fixedName && fixedName(volume.fixedName, ground),
        driverOpts: device === undefined ? driverOpts : { ...driverOpts, device: folderPath(device, ground) },
        labels: { ...volume.labels, ...ownLabels(volume.role ?? key, ground) },
    };
}

function resolveContainer(container: Container, key: string, ground: Ground): Container {
    return {
        ...container,
        fixedName: container.fixedName && fixedName(container.fixedName, ground),
        image: container.image === "other" ? ground.images.other : ground.images.toolbox,
        command: COMMAND,
        labels: { ...container.labels, ...ownLabels(container.role ?? key, ground) },
        mounts: container.mounts.map((mount): Mount =>
            mount.type === "bind" ? { ...mount, source: folderPath(mount.source ?? "", ground) } : mount,
        ),
    };
}

const FOLDER = "folder:";

function folderPath(text: string, { folder }: Ground): string {
    return text.startsWith(FOLDER) ? join(folder, text.slice(FOLDER.length)) : text;
}

/** No name that a contender makes up begins so. */
export function fixedName(name: string, { scope }: Pick<Ground, "scope">): string {
    return `${scope}-fixed-${name}`;
}

/** The folders that descriptions name. */
export function folderNames(storages: Storage[]): string[] {
    const paths = storages.flatMap(({ volumes, containers }) => [
        ...Object.values(volumes).map(({ driverOpts }) => driverOpts?.device),
        ...Object.values(containers).flatMap(({ mounts }) => mounts.map(({ source }) => source)),
    ]);
    const names = paths.flatMap((path) => (path?.startsWith(FOLDER) ? [path.slice(FOLDER.length)] : []));
    return [...new Set(names)];
}

export function ownLabels(role: string, { scope }: Pick<Ground, "scope">): Record<string, string> {
    return { [SCOPE_LABEL]: scope, [ROLE_LABEL]: role };
}

function mapValues<T>(record: Record<string, T>, change: (value: T, key: string) => T): Record<string, T> {
    return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

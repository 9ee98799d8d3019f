import { COMMAND_TYPE, VOLUME_TYPE } from "../../model/resource-types";
import { nameOf } from "../../model/urns";
import { HostAddress, environmentOf, hostOfResource, hostOfScript } from "./docker-hosts";
import { Figures, figuresFrom, NO_FIGURES, textFrom } from "./figures";
import { liveResources, StoredResource, StoredState } from "./stored-state";

/** What containers share. */
export enum StorageKind {
    Volume = "volume",
    NfsVolume = "NFS volume",
    Folder = "folder",
    AnonymousVolume = "anonymous volume",
}

export interface Storage {
    /** Tells it from all others, in every update. */
    id: string;
    kind: StorageKind;
    /** As the program names it, or Docker where the program does not. */
    name: string;
    /** What containers mount: the Docker name of a volume, or the path of a folder; nothing while that is secret or unknown. */
    source?: string;
    /** Where the data is when it is not on the Docker host: `server:/export`. */
    remote?: string;
    /** Whether nobody can write to it, whatever the mount says. */
    isReadOnly: boolean;
    /** Whether the stack declares it, or a container only mounts it. */
    isDeclared: boolean;
    figures: Figures;
}

export interface PlacedStorage {
    host: HostAddress;
    storage: Storage;
}

/** Every volume and folder that the stack declares, the components' and plain ones. */
export function declaredStorages(state: StoredState): PlacedStorage[] {
    const live = liveResources(state);
    const child = ({ urn }: StoredResource, type: string): StoredResource | undefined =>
        live.find((resource) => resource.parent === urn && resource.type === type);
    const readers: Partial<Record<string, (resource: StoredResource) => PlacedStorage>> = {
        "docker-storage:index:NamedVolume": (resource) => ({
            host: hostOfResource(state, child(resource, VOLUME_TYPE)),
            storage: component(resource, StorageKind.Volume, resource.outputs.volumeName),
        }),
        "docker-storage:index:NfsVolume": (resource) => ({
            host: hostOfResource(state, child(resource, VOLUME_TYPE)),
            storage: {
                ...component(resource, StorageKind.NfsVolume, resource.outputs.volumeName),
                remote: textFrom(resource.outputs.source),
                isReadOnly: (textFrom(resource.outputs.mountOptions) ?? "").split(",").includes("ro"),
            },
        }),
        "docker-storage:index:BindMount": (resource) => {
            const script = child(resource, COMMAND_TYPE);
            const path = resource.outputs.source ?? environmentOf(script).FOLDER;
            return { host: hostOfScript(script), storage: component(resource, StorageKind.Folder, path) };
        },
    };
    const components = live.flatMap((resource) => readers[resource.type]?.(resource) ?? []);
    const ours = new Set(components.map(({ storage }) => storage.id));
    const plain = live
        .filter(({ type, parent }) => type === VOLUME_TYPE && !ours.has(parent ?? ""))
        .map((resource): PlacedStorage => ({
            host: hostOfResource(state, resource),
            storage: { ...component(resource, StorageKind.Volume, resource.outputs.name), figures: NO_FIGURES },
        }));
    return [...components, ...plain];
}

function component({ urn, outputs }: StoredResource, kind: StorageKind, source: unknown): Storage {
    return {
        id: urn,
        kind,
        name: nameOf(urn),
        source: textFrom(source),
        isReadOnly: false,
        isDeclared: true,
        figures: figuresFrom(outputs),
    };
}

import { Container, containersOf } from "./containers";
import { HostAddress } from "./docker-hosts";
import { NO_FIGURES } from "./figures";
import { declaredStorages, Storage, StorageKind } from "./storages";
import { StoredState } from "./stored-state";
import { SECRET } from "./without-secrets";

/** What one container does with one volume or folder. */
export interface Use {
    container: Container;
    storage: Storage;
    /** Where the container sees it. */
    targets: string[];
    /** Whether the container can write to it, at one of the targets at least. */
    writes: boolean;
}

/** One Docker host, with what the stack has there. */
export interface Host {
    address: HostAddress;
    storages: Storage[];
    containers: Container[];
    uses: Use[];
}

/** Docker names anonymous volumes by 64 digits. Source: stringid.GenerateRandomID, moby. */
const ANONYMOUS_NAME = /^[0-9a-f]{64}$/;

/** Who shares what, by host. What lies in memory (tmpfs) is shared by nobody, and left out. */
export function sharingOf(state: StoredState): Host[] {
    const placed = declaredStorages(state);
    const containers = containersOf(state);
    const addresses = new Set([...placed, ...containers].map(({ host }) => host));
    return [...addresses].map((address) => {
        const declared = placed.filter(({ host }) => host === address).map(({ storage }) => storage);
        return hostWith(
            address,
            declared,
            containers.filter(({ host }) => host === address),
        );
    });
}

function hostWith(address: HostAddress, declared: Storage[], containers: Container[]): Host {
    const storages = [...declared];
    const uses: Use[] = [];
    for (const container of containers) {
        for (const mount of container.mounts.filter(({ type }) => type !== "tmpfs")) {
            const storage = storages.find((known) => isMountOf(mount, known)) ?? undeclared(address, container, mount);
            if (!storages.includes(storage)) storages.push(storage);
            const writes = mount.writes && !storage.isReadOnly;
            const use = uses.find((one) => one.container === container && one.storage === storage);
            if (use === undefined) {
                uses.push({ container, storage, targets: [mount.target], writes });
            } else {
                use.targets.push(mount.target);
                use.writes ||= writes;
            }
        }
    }
    return { address, storages, containers, uses };
}

type Mount = Container["mounts"][number];

function isMountOf({ type, source }: Mount, storage: Storage): boolean {
    return (
        source !== undefined && source === storage.source && (type === "bind") === (storage.kind === StorageKind.Folder)
    );
}

function undeclared(address: HostAddress, container: Container, { type, source, target }: Mount): Storage {
    const kinds = type === "bind" ? StorageKind.Folder : StorageKind.Volume;
    const isAnonymous = type === "volume" && (source === undefined || ANONYMOUS_NAME.test(source));
    const kind = isAnonymous ? StorageKind.AnonymousVolume : kinds;
    const host = address === SECRET ? "secret" : (address ?? "");
    return {
        id: [host, type, source ?? `${container.dockerName}:${target}`].join("\n"),
        kind,
        name: isAnonymous ? `anonymous volume of ${container.name}` : (source ?? target),
        source,
        isReadOnly: false,
        isDeclared: false,
        figures: NO_FIGURES,
    };
}

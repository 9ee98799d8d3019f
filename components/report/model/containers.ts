import { COMMAND_TYPE, CONTAINER_TYPE } from "../../model/resource-types";
import { nameOf } from "../../model/urns";
import { HostAddress, environmentOf, hostOfResource } from "./docker-hosts";
import { liveResources, Properties, StoredResource, StoredState } from "./stored-state";
import { objectFrom, textFrom } from "./figures";
import { SECRET } from "./without-secrets";

const SHARED_CONTAINER_TYPE = "docker-storage:index:SharedContainer";

/** Something that a container sees at a path of its own. */
export interface ContainerMount {
    /** volume, bind or tmpfs. */
    type: string;
    /** A volume's Docker name or a folder's path; nothing for an anonymous volume that Docker has not named yet. */
    source?: string;
    target: string;
    writes: boolean;
}

export interface Container {
    host: HostAddress;
    /** As the program names it. */
    name: string;
    dockerName: string;
    /** In the order of the targets. */
    mounts: ContainerMount[];
    /** Whether there are mounts of which nothing is known because they are secret. */
    hasSecretMounts: boolean;
}

interface StoredContainer extends Container {
    id: string;
    /** The names or ids of containers whose mounts it takes too. */
    volumesFrom: string[];
}

/** Every container of the stack with all that it mounts, through `volumesFrom` too. */
export function containersOf(state: StoredState): Container[] {
    const live = liveResources(state);
    const stored = live.filter(({ type }) => type === CONTAINER_TYPE).map((one) => storedContainer(state, live, one));
    return stored.map(({ id: _, volumesFrom: __, ...container }, index) => ({
        ...container,
        mounts: allMounts(stored[index], stored, []),
    }));
}

function storedContainer(state: StoredState, live: StoredResource[], resource: StoredResource): StoredContainer {
    const { urn, id = "", parent, inputs, outputs } = resource;
    const component = live.find((other) => other.urn === parent && other.type === SHARED_CONTAINER_TYPE);
    const siblings = live.filter((other) => component !== undefined && other.parent === component.urn);
    const given = { ...inputs, ...outputs };
    const volumes = list(given.volumes);
    return {
        host: hostOfResource(state, resource),
        id,
        name: nameOf(component?.urn ?? urn),
        dockerName: textFrom(given.name) ?? nameOf(urn),
        mounts: byTarget([
            ...list(given.mounts).map(declaredMount),
            ...volumes.filter(({ fromContainer }) => !fromContainer).map(volumesEntry),
            ...siblings.filter(({ type }) => type === COMMAND_TYPE).flatMap(lentMount),
            ...list(component?.outputs.mounts).map(inspectedMount),
        ]),
        volumesFrom: volumes.flatMap(({ fromContainer }) => textFrom(fromContainer) ?? []),
        hasSecretMounts: [given.mounts, given.volumes, component?.outputs.mounts].includes(SECRET),
    };
}

/** A mount of its own comes before one that it takes from another container. */
function allMounts(container: StoredContainer, all: StoredContainer[], seen: StoredContainer[]): ContainerMount[] {
    const taken = container.volumesFrom.flatMap((reference) => {
        const [key, mode] = reference.split(":");
        const other = all.find(
            (one) => one.host === container.host && !seen.includes(one) && (one.dockerName === key || one.id === key),
        );
        if (other === undefined) return [];
        const mounts = allMounts(other, all, [...seen, container]);
        return mounts.map((mount) => ({ ...mount, writes: mount.writes && mode !== "ro" }));
    });
    return byTarget([...taken, ...container.mounts]);
}

function byTarget(mounts: ContainerMount[]): ContainerMount[] {
    const last = new Map(mounts.map((mount) => [mount.target, mount]));
    return [...last.values()].sort((one, other) => (one.target < other.target ? -1 : 1));
}

function list(value: unknown): Properties[] {
    return Array.isArray(value) ? value.map(objectFrom).filter((entry) => entry !== undefined) : [];
}

function declaredMount({ type, source, target, readOnly }: Properties): ContainerMount {
    return {
        type: textFrom(type) ?? "volume",
        source: textFrom(source),
        target: textFrom(target) ?? "",
        writes: readOnly !== true,
    };
}

function volumesEntry({ hostPath, volumeName, containerPath, readOnly }: Properties): ContainerMount {
    const folder = textFrom(hostPath);
    return {
        type: folder === undefined ? "volume" : "bind",
        source: folder ?? textFrom(volumeName),
        target: textFrom(containerPath) ?? "",
        writes: readOnly !== true,
    };
}

/** A mount without copy-up, which a command of the component lends it. Source: components/data/lent-mount.ts. */
function lentMount(command: StoredResource): ContainerMount[] {
    const { SOURCE, TARGET, MODE } = environmentOf(command);
    const target = textFrom(TARGET);
    if (target === undefined) return [];
    return [{ type: "volume", source: textFrom(SOURCE), target, writes: !String(MODE).split(",").includes("ro") }];
}

/** As a SharedContainer has it from `docker inspect`. */
function inspectedMount({ type, name, source, destination, rw }: Properties): ContainerMount {
    return {
        type: textFrom(type) ?? "volume",
        source: type === "volume" ? textFrom(name) : textFrom(source),
        target: textFrom(destination) ?? "",
        writes: rw === true,
    };
}

import { perRun } from "./per-run";
import { WrongArguments } from "./wrong-arguments";

interface DeclaredVolume {
    component: string;
    /** As the program gives it; two outputs are the same host only if they are the same object. */
    host: unknown;
    twin?: WrongArguments;
}

/** What one run of a program declares: volumes by their fixed name, and mounts whose source is written by hand. */
interface Declared {
    volumes: Map<string, DeclaredVolume[]>;
    mounts: Map<string, string>;
}

const declared = perRun((): Declared => ({ volumes: new Map(), mounts: new Map() }));

/** @param component as in `SharedContainer app` */
function bypasses(volume: string, name: string, component: string): WrongArguments {
    const reason =
        `mounts.source is "${name}": NamedVolume ${volume} of this program manages that volume and may delete or replace it ` +
        `under the container: give the volumeName output of ${volume}, so that the container waits for its data`;
    return new WrongArguments(component, [{ propertyPath: "mounts.source", reason }]);
}

/**
 * Notes a volume with a fixed name, and fails if another component of the program has that name on the same host, or a container
 * declared before mounts it by hand.
 *
 * @returns the name, once the program has had its turn to declare others: nothing is made for two that have the same
 */
export function declareVolume(component: string, fixedName: string, host: unknown): Promise<string> {
    const container = declared().mounts.get(fixedName);
    if (container !== undefined) {
        throw bypasses(component, fixedName, container);
    }
    const others = declared().volumes.get(fixedName) ?? [];
    const first = others.find((other) => other.host === host && other.component !== component);
    if (first !== undefined) {
        first.twin = shares(fixedName, component, first.component);
        throw first.twin;
    }
    const volume: DeclaredVolume = { component, host };
    declared().volumes.set(fixedName, [...others, volume]);
    return new Promise((resolve, reject) => {
        setImmediate(() => (volume.twin === undefined ? resolve(fixedName) : reject(volume.twin)));
    });
}

function shares(name: string, component: string, first: string): WrongArguments {
    const reason =
        `name is "${name}": NamedVolume ${first} has that volume on the same Docker host, and each would delete or replace it under ` +
        `the other: choose another name, or give the volumeName output of ${first} to both`;
    return new WrongArguments(`NamedVolume ${component}`, [{ propertyPath: "name", reason }]);
}

/** Notes a mount by hand, and fails if the volume is one that this program manages. */
export function declareMount(name: string, source: string, kind = "SharedContainer"): void {
    const component = `${kind} ${name}`;
    const volume = declared().volumes.get(source)?.[0];
    if (volume !== undefined) {
        throw bypasses(volume.component, source, component);
    }
    declared().mounts.set(source, component);
}

import { perRun } from "./per-run";
import { WrongArguments } from "./wrong-arguments";

/** What one run of a program declares: volumes by their fixed name, and mounts whose source is written by hand. */
interface Declared {
    volumes: Map<string, string>;
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

/** Notes a volume with a fixed name, and fails if a container declared before mounts it by hand. */
export function declareVolume(component: string, fixedName: string | undefined): void {
    if (fixedName === undefined) {
        return;
    }
    const container = declared().mounts.get(fixedName);
    if (container !== undefined) {
        throw bypasses(component, fixedName, container);
    }
    declared().volumes.set(fixedName, component);
}

/** Notes a mount by hand, and fails if the volume is one that this program manages. */
export function declareMount(name: string, source: string, kind = "SharedContainer"): void {
    const component = `${kind} ${name}`;
    const volume = declared().volumes.get(source);
    if (volume !== undefined) {
        throw bypasses(volume, source, component);
    }
    declared().mounts.set(source, component);
}

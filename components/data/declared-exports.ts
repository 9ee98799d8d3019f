import * as pulumi from "@pulumi/pulumi";
import { NfsAccess } from "../model/nfs-access";
import { NfsOptions, nfsDriverOptions, nfsPlace } from "../model/nfs-options";
import { mapInput } from "./map-input";
import { perRun } from "./per-run";
import { WrongArguments } from "./wrong-arguments";

/** A folder on a server, as an NfsVolume has one Docker host mount it. */
interface Mounted {
    component: string;
    mountOptions: string;
}

/** An NfsVolume, for the containers that mount it. */
interface Shared {
    component: string;
    access: pulumi.Output<NfsAccess>;
}

/**
 * What one run of a program declares. A volume is known by its name as soon as that is known, and until then, within one program,
 * by the output that will be the name.
 */
const declared = perRun(() => ({
    /** By Docker host and place. */
    mounted: new Map<string, Mounted>(),
    volumes: new Map<unknown, Shared>(),
    /** The last one for each place. */
    gates: new Map<string, Promise<pulumi.Resource>>(),
}));

/**
 * Notes a folder, and fails if another NfsVolume has the same Docker host mount it with other options: at once if the program tells,
 * else where the options are used that this returns. The kernel keeps what it has read of each apart, so that containers on the one
 * would go on with old content of files that are written through the other.
 *
 * @param address of the Docker host; empty if that is the environment's own
 */
export function declareExport(
    component: string,
    address: pulumi.Input<string>,
    options: pulumi.Input<NfsOptions>,
): pulumi.Input<NfsOptions> {
    const { mounted } = declared();
    return mapInput({ address, options }, (known) => {
        const { address: host, options: asked } = known as { address: string; options: NfsOptions };
        const place = nfsPlace(asked);
        const key = JSON.stringify([host, place]);
        const mountOptions = nfsDriverOptions(asked).o;
        const other = mounted.get(key);
        if (other !== undefined && other.component !== component && other.mountOptions !== mountOptions) {
            const reason =
                `export is "${asked.export}": NfsVolume ${other.component} has the same Docker host mount ${place} with other options ` +
                `(${other.mountOptions}; here ${mountOptions}), and what is written through the one would be seen late through the ` +
                `other: give both the same options, or mount the volumeName of ${other.component}`;
            throw new WrongArguments(`NfsVolume ${component}`, [{ propertyPath: "export", reason }]);
        }
        mounted.set(key, { component, mountOptions });
        return asked;
    });
}

/**
 * Notes what copies to a folder, and tells what does so right before: several Docker hosts that mount it must not copy there at the same
 * time, and what one of them has copied, the next finds copied.
 */
export function takeTurns(
    options: pulumi.Output<NfsOptions>,
    gate: Promise<pulumi.Resource>,
): pulumi.Output<pulumi.Resource[]> {
    const { gates } = declared();
    return options.apply(async (known) => {
        const place = nfsPlace(known);
        const earlier = gates.get(place);
        gates.set(place, gate);
        return earlier === undefined ? [] : [await earlier];
    });
}

/** Notes a volume, for the containers that are declared later. */
export function declareShared(
    component: string,
    volumeName: pulumi.Output<string>,
    access: pulumi.Output<NfsAccess>,
): void {
    const { volumes } = declared();
    volumes.set(volumeName, { component, access });
    volumeName.apply((known) => volumes.set(known, { component, access }));
}

/** @param given the very source that the program gave: another volume's output, or a name */
export function isShared(given: unknown): boolean {
    return declared().volumes.has(given);
}

/**
 * Fails where the source is used that this returns, if the volume is an NfsVolume whose server would not let Docker fill it.
 *
 * @param source what the program gave, checked
 */
export function refuseCopyUp(
    container: string,
    path: string,
    given: unknown,
    source: pulumi.Input<string>,
): pulumi.Input<string> {
    const { volumes } = declared();
    if (volumes.size === 0) return source;
    return pulumi.output(source).apply((name) => {
        const shared = volumes.get(given) ?? volumes.get(name);
        if (shared === undefined) return pulumi.output(name);
        return shared.access.apply(({ squashesRoot }) => {
            if (squashesRoot !== true) return name;
            const reason =
                `${path}.noCopy is not true: the server of NfsVolume ${shared.component} squashes root, so that Docker cannot give the ` +
                "image's content to its owners there, and the container would not be created: set it to true";
            throw new WrongArguments(`SharedContainer ${container}`, [{ propertyPath: `${path}.noCopy`, reason }]);
        });
    });
}

import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { MountType } from "../model/mounts";
import { isHostFolder, snapshotsFolder, SNAPSHOTS_TARGET, snapshotsMount } from "../model/snapshots";
import { mapInput } from "./map-input";
import { perRun } from "./per-run";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";

/** Where snapshots are kept: give one of the three. */
export interface SnapshotPlace {
    /** A Docker volume. It is made if there is none, and stays when the stack goes. */
    volume?: pulumi.Input<string>;
    /** The absolute path of a folder of the Docker host. It has to be there: a disk that is not mounted is noticed so. */
    folder?: pulumi.Input<string>;
    /** A restic repository: encrypted, deduplicated, off the host if it is not in a folder. */
    restic?: ResticRepository;
}

/** A restic repository. It is made, with this password, if there is none. */
export interface ResticRepository {
    /** An absolute path of a folder of the Docker host, which has to be there, or what restic calls a repository: `s3:...`, `rest:...`. */
    repository: pulumi.Input<string>;
    /** Kept as a secret. Without it nobody can read the snapshots. */
    password: pulumi.Input<string>;
    /** What the repository's backend asks for, `AWS_ACCESS_KEY_ID`, say. Kept as secrets. */
    environment?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

interface ContainerMount {
    type: MountType;
    source: string;
    target: string;
}

/** What a script needs that reads or writes snapshots. */
export interface ReachableSnapshots {
    environment: Record<string, pulumi.Input<string>>;
    /** The same for a container that is not a script's. */
    mounts: pulumi.Input<ContainerMount[]>;
    /** What has to be done before. */
    dependsOn: pulumi.Resource[];
    /** The mark of a secret, which engines put on all that a script prints whose environment has one, is taken off. */
    printed: (stdout: pulumi.Output<string>) => pulumi.Output<string>;
}

/** The place that the stack's config names is used when a component names none. JavaScript may give no arguments at all. */
export function withConfiguredSnapshots<A extends { snapshots?: SnapshotPlace }>(args: A | undefined): A {
    const configured = new pulumi.Config("docker-storage").getObject<SnapshotPlace>("snapshots");
    return { ...args, snapshots: args?.snapshots ?? configured } as A;
}

/** The folder of a component's snapshots in their place, given as much of project/stack/name as differs from that of this component. */
export function snapshotsFolderOf(name: string, component?: string): string {
    return snapshotsFolder({ project: pulumi.getProject(), stack: pulumi.getStack(), name }, component);
}

/**
 * Makes sure of a place, once, unless that is a volume, which the first snapshot makes.
 *
 * @param environment which Docker host
 * @param evenVolume a container that is not a script's needs the volume to be there
 */
export function reachableSnapshots(
    name: string,
    place: SnapshotPlace | undefined,
    environment: Record<string, pulumi.Input<string>>,
    options: pulumi.CustomResourceOptions,
    evenVolume = false,
): ReachableSnapshots {
    const { restic, folder, volume = `${pulumi.getProject()}-snapshots` } = place ?? {};
    const mounted = mountedPlace(restic, folder, volume);
    const reaching = {
        SNAPSHOTS: mapInput(mounted, (known) => (known ? snapshotsMount(known) : "")),
        ...(restic && resticEnvironment(restic)),
    };
    const where = restic?.repository ?? folder ?? (evenVolume ? volume : undefined);
    const prepares = where && preparedOnce(name, where, { ...environment, ...reaching }, options);
    return {
        environment: reaching,
        mounts: mapInput(mounted, (known) => (known ? [containerMount(known)] : [])),
        dependsOn: prepares ? [prepares] : [],
        printed: (stdout) => (restic ? pulumi.unsecret(stdout) : stdout),
    };
}

type MountedPlace = { volume: string } | { folder: string };

/** What is mounted as the place; nothing for a repository that is not on the Docker host. */
function mountedPlace(
    restic: ResticRepository | undefined,
    folder: pulumi.Input<string> | undefined,
    volume: pulumi.Input<string>,
): pulumi.Input<MountedPlace | undefined> {
    if (restic !== undefined) {
        return mapInput(restic.repository, (known) => (isHostFolder(known) ? { folder: known } : undefined));
    }
    return folder === undefined
        ? mapInput(volume, (known) => ({ volume: known }))
        : mapInput(folder, (known) => ({ folder: known }));
}

function containerMount(place: MountedPlace): ContainerMount {
    return "volume" in place
        ? { type: MountType.Volume, source: place.volume, target: SNAPSHOTS_TARGET }
        : { type: MountType.Bind, source: place.folder, target: SNAPSHOTS_TARGET };
}

const preparedOfRun = perRun(() => new Map<string, pulumi.Resource>());

/** Once for each place, which a hundred volumes may share, as far as one can tell that it is the same. */
function preparedOnce(
    name: string,
    where: pulumi.Input<string>,
    environment: Record<string, pulumi.Input<string>>,
    options: pulumi.CustomResourceOptions,
): pulumi.Resource {
    const places = preparedOfRun();
    const { DOCKER_HOST = "" }: Partial<typeof environment> = environment;
    const isKnown = [where, DOCKER_HOST].every((value) => typeof value === "string");
    const hash = createHash("sha256").update(JSON.stringify([where, DOCKER_HOST]));
    const key = isKnown ? `snapshots-${hash.digest("hex").slice(0, 12)}` : name;
    const scripts = { create: script("volumes", "snapshots", "prepare-snapshots") };
    const prepared =
        places.get(key) ??
        new ScriptCommand(
            key,
            { scripts, environment },
            // One after the other: two that make one repository at the same time would spoil it.
            pulumi.mergeOptions(isKnown ? {} : options, { dependsOn: [...places.values()].slice(-1) }),
        );
    places.set(key, prepared);
    return prepared;
}

function resticEnvironment(restic: ResticRepository): Record<string, pulumi.Input<string>> {
    const secrets = pulumi.output(restic).apply(({ repository, password, environment }) =>
        JSON.stringify({
            ...environment,
            RESTIC_REPOSITORY: isHostFolder(repository) ? SNAPSHOTS_TARGET : repository,
            RESTIC_PASSWORD: password,
        }),
    );
    return {
        NETWORK: mapInput(restic.repository, (known) => (isHostFolder(known) ? "none" : "host")),
        SECRETS: pulumi.secret(secrets),
    };
}

import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { MountType } from "../model/mounts";
import { isHostFolder, snapshotsFolder, SNAPSHOTS_TARGET, snapshotsMount } from "../model/snapshots";
import { mapInput } from "./map-input";
import { perRun } from "./per-run";
import { ScriptCommand } from "./script-command";
import { prepareSnapshotsScript } from "./volume-scripts";

/** Where snapshots are kept: give one of the three. Without any it is `docker-storage/snapshots` in Docker's own folder. */
export interface SnapshotPlace {
    /**
     * A Docker volume. It is made if there is none, and stays when the stack goes. No container has it most of the time:
     * `docker volume prune --all` removes it, and on Docker up to 22 `docker system prune --volumes`, too.
     */
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
 * Makes sure of a place, once, unless that is a volume or Docker's own folder, where the first snapshot makes it.
 *
 * @param environment which Docker host
 * @param isMounted a container that is not a script's needs the place to be there
 */
export function reachableSnapshots(
    name: string,
    place: SnapshotPlace | undefined,
    environment: Record<string, pulumi.Input<string>>,
    options: pulumi.CustomResourceOptions,
    isMounted = false,
): ReachableSnapshots {
    const { restic, folder, volume } = place ?? {};
    const mounted = mountedPlace(place);
    const reaching = {
        SNAPSHOTS: mapInput(mounted, (known) => (known ? snapshotsMount(known) : "")),
        ...(restic && resticEnvironment(restic)),
    };
    const where = restic?.repository ?? folder ?? (isMounted ? (volume ?? "") : undefined);
    const prepares =
        where === undefined ? undefined : preparedOnce(name, where, { ...environment, ...reaching }, options);
    const onHost =
        place === undefined && prepares ? mapInput(prepares.stdout, (known) => ({ folder: known })) : mounted;
    return {
        environment: reaching,
        mounts: mapInput(onHost, (known) => (known ? [containerMount(known)] : [])),
        dependsOn: prepares ? [prepares] : [],
        printed: (stdout) => (restic ? pulumi.unsecret(stdout) : stdout),
    };
}

type MountedPlace = { volume: string } | { folder: string };

/** What is mounted as the place; nothing where only a script finds it: in Docker's own folder, or not on the Docker host. */
function mountedPlace({ restic, folder, volume }: SnapshotPlace = {}): pulumi.Input<MountedPlace | undefined> {
    if (restic !== undefined)
        return mapInput(restic.repository, (known) => (isHostFolder(known) ? { folder: known } : undefined));
    if (folder !== undefined) return mapInput(folder, (known) => ({ folder: known }));
    return volume === undefined ? undefined : mapInput(volume, (known) => ({ volume: known }));
}

function containerMount(place: MountedPlace): ContainerMount {
    return "volume" in place
        ? { type: MountType.Volume, source: place.volume, target: SNAPSHOTS_TARGET }
        : { type: MountType.Bind, source: place.folder, target: SNAPSHOTS_TARGET };
}

const preparedOfRun = perRun(() => new Map<string, ScriptCommand>());

/** Once for each place, which a hundred volumes may share, as far as one can tell that it is the same. */
function preparedOnce(
    name: string,
    where: pulumi.Input<string>,
    environment: Record<string, pulumi.Input<string>>,
    options: pulumi.CustomResourceOptions,
): ScriptCommand {
    const places = preparedOfRun();
    const { DOCKER_HOST = "" }: Partial<typeof environment> = environment;
    const isKnown = [where, DOCKER_HOST].every((value) => typeof value === "string");
    const hash = createHash("sha256").update(JSON.stringify([where, DOCKER_HOST]));
    const key = isKnown ? `snapshots-${hash.digest("hex").slice(0, 12)}` : name;
    const scripts = { create: prepareSnapshotsScript() };
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

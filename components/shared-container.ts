import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checked-args";
import { ContainerAccess } from "./data/declared-access";
import { isShared, refuseCopyUp } from "./data/declared-exports";
import { declareMount } from "./data/declared-volumes";
import { labelsOf, onDockerHost, placeOf, scriptEnvironment } from "./data/docker-host";
import { lentMount } from "./data/lent-mount";
import { inspectedMounts } from "./data/inspected-mounts";
import { volumeHere } from "./data/placed-volumes";
import { tmpfsMounts } from "./data/tmpfs-mounts";
import { PortProtocol, RestartPolicy, sharedContainerProblems } from "./model/containers";
import { DockerEndpoint } from "./model/docker-endpoints";
import { TmpfsMount } from "./model/file-system";
import { MountPoint, MountType, Propagation, declaredMountPoint, inspectedMountPoints } from "./model/mounts";
import { BYTES_PER_MEBIBYTE, goDuration } from "./model/units";

/** Docker's own default for stopping a container. */
const DEFAULT_GRACE_SECONDS = 10;

/** Something that a container sees at a path of its own. */
export interface Mount {
    /** Default: `volume`. */
    type?: MountType;
    /** A volume's `volumeName`, or a bind mount's `source`. A volume without a source is anonymous. */
    source?: pulumi.Input<string>;
    /** The absolute path in the container. */
    target: pulumi.Input<string>;
    /** Default: false. */
    readOnly?: pulumi.Input<boolean>;
    /**
     * Named volumes only: do not fill an empty one with what the image has at the target. Default: false; true for the `volumeName` of an
     * NfsVolume, which others share.
     */
    noCopy?: boolean;
    /** Bind mounts only. Default: Docker's, `rprivate`. */
    propagation?: Propagation;
    /** Tmpfs only: bytes that fit. Default: no limit but the host's memory. */
    tmpfsSizeBytes?: pulumi.Input<number>;
    /** Tmpfs only: permissions, as a number (0o1777 is 1023). Default: Docker's, 0o1777. */
    tmpfsMode?: pulumi.Input<number>;
}

/** A port of the container that the Docker host publishes. */
export interface Port {
    internal: pulumi.Input<number>;
    /** Default: a free one that Docker picks. */
    external?: pulumi.Input<number>;
    /** The host's address. Default: 0.0.0.0, every one of them. */
    ip?: pulumi.Input<string>;
    /** Default: tcp. */
    protocol?: PortProtocol;
}

/** A network that the container joins. */
export interface NetworkAttachment {
    /** The network's name or id. */
    name: pulumi.Input<string>;
    /** Further names that the container has there. */
    aliases?: pulumi.Input<pulumi.Input<string>[]>;
}

/** How Docker tells whether the container works. */
export interface Healthcheck {
    /** As in Docker: ["CMD", program, arguments...] or ["CMD-SHELL", command]. */
    command: pulumi.Input<pulumi.Input<string>[]>;
    /** Seconds between two checks. Default: Docker's, 30. */
    intervalSeconds?: number;
    /** Seconds that a check may take. Default: Docker's, 30. */
    timeoutSeconds?: number;
    /** Failures in a row that make the container unhealthy. Default: Docker's, 3. */
    retries?: number;
    /** Seconds at the start in which failures do not count. Default: 0. */
    startPeriodSeconds?: number;
}

export interface SharedContainerArgs {
    /** The image, present on the Docker host or in a registry that it reaches. */
    image: pulumi.Input<string>;
    /** The container's Docker name. Default: the component's name and a random suffix. */
    name?: string;
    /** Arguments of the entry point. Default: the image's. */
    command?: pulumi.Input<pulumi.Input<string>[]>;
    /** Default: the image's. */
    entrypoint?: pulumi.Input<pulumi.Input<string>[]>;
    /** Environment, as NAME=value. */
    env?: pulumi.Input<pulumi.Input<string>[]>;
    /** Changing any of them replaces the container. */
    mounts?: Mount[];
    /**
     * Names of containers whose mounts this one takes too, at the same targets. Docker turns down a container that has
     * a tmpfs mount.
     */
    volumesFrom?: pulumi.Input<pulumi.Input<string>[]>;
    ports?: Port[];
    /** Default: Docker's `bridge` network. */
    networks?: NetworkAttachment[];
    /** Default: `no`. */
    restart?: RestartPolicy;
    healthcheck?: Healthcheck;
    /** Whether creating it waits until the healthcheck says so. Default: false. */
    waitUntilHealthy?: boolean;
    /** Seconds to stop by itself before it is killed. Default: 10. */
    graceSeconds?: pulumi.Input<number>;
    /** Bytes of memory it may use, a multiple of 1 MiB. Default: no limit. */
    memoryBytes?: pulumi.Input<number>;
    /** Bytes of memory and swap together, a multiple of 1 MiB. Default: twice `memoryBytes`, as Docker has it. */
    memorySwapBytes?: pulumi.Input<number>;
    /** User, or user:group, that it runs as. Default: the image's. */
    user?: pulumi.Input<string>;
    /** Default: the image's. */
    workingDir?: pulumi.Input<string>;
    hostname?: pulumi.Input<string>;
    /** Docker labels. */
    labels?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /** Whether it must still run after it was started; false for one that does its work and ends. Default: true. */
    mustRun?: pulumi.Input<boolean>;
    /** Whether anonymous volumes go with the container. Default: false, they stay. Named volumes always stay. */
    removeAnonymousVolumes?: pulumi.Input<boolean>;
    /** Whether each update measures `tmpfsMounts`, from among the processes of the container. Default: true. */
    measureTmpfs?: boolean;
    /** The Docker host: the output `endpoint` of a DockerHost. Default: `dockerHost`. */
    host?: pulumi.Input<DockerEndpoint>;
    /** The daemon, as in DOCKER_HOST. Default: config `docker:host`, then the environment's. */
    dockerHost?: pulumi.Input<string>;
}

/**
 * A container that shares storage with others. It starts when the data of its volumes is there, and is replaced (the
 * old one stops first) when its mounts change. Deleting it deletes no volume that the program declares.
 *
 * @throws pulumi.InputPropertiesError, naming every wrong argument, before anything is created.
 */
export class SharedContainer extends pulumi.ComponentResource {
    /** The Docker name: what `volumesFrom` of another container takes. */
    public readonly containerName: pulumi.Output<string>;
    /** Docker's id of the container. */
    public readonly containerId: pulumi.Output<string>;
    /** What is mounted, as `docker inspect` lists it, by destination. */
    public readonly mounts: pulumi.Output<MountPoint[]>;
    /** What its tmpfs mounts have, measured by each update; none if that is not wanted. Unknown in a preview. */
    public readonly tmpfsMounts: pulumi.Output<TmpfsMount[]>;

    constructor(name: string, args: SharedContainerArgs, opts?: pulumi.ComponentResourceOptions) {
        const checked = checkedArgs(`SharedContainer ${name}`, args, (values) => sharedContainerProblems(name, values));
        const environment = scriptEnvironment(checked);
        const access = new ContainerAccess(name);
        const place = placeOf(checked);
        const mounts = (checked.mounts ?? []).map((mount, index) => {
            const { type = MountType.Volume, source, readOnly } = mount;
            if (type !== MountType.Volume || source === undefined) return mount;
            if (typeof source === "string") declareMount(name, source);
            const given = args.mounts?.[index].source;
            const path = `mounts[${index}]`;
            const noCopy = mount.noCopy ?? isShared(given);
            const here = volumeHere(`SharedContainer ${name}`, `${path}.source`, given, source, place);
            const granted = access.mount(path, given, here, readOnly);
            return { ...mount, noCopy, source: noCopy ? granted : refuseCopyUp(name, path, given, granted) };
        });
        access.takeOver(args.volumesFrom);
        super("docker-storage:index:SharedContainer", name, {}, opts);

        const { retainOnDelete, protect, dependsOn } = opts ?? {};
        const children = { parent: this, retainOnDelete, protect, dependsOn };
        const onHost = onDockerHost(this, name, checked, children);
        const { replacementTrigger } = onHost;
        // The old one has the volume that is deleted on the old host, and by dependencies alone the volume would go first.
        const lending = {
            ...children,
            replacementTrigger,
            deleteBeforeReplace: replacementTrigger !== undefined || undefined,
        };
        const lent = mounts.flatMap(({ noCopy, source, target, readOnly }, index) =>
            noCopy && source !== undefined
                ? [lentMount(`${name}-mount-${index}`, { source, target, readOnly }, environment, lending)]
                : [],
        );
        const container = new docker.Container(name, containerArgs(checked, mounts, lent, access), {
            ...onHost,
            replaceOnChanges: ["mounts", "volumes"],
            deleteBeforeReplace: true,
        });
        this.containerName = container.name;
        access.isNamed(this.containerName);
        this.containerId = container.id;
        const declared = pulumi.output(mounts).apply((known) => known.map(declaredMountPoint));
        const inspected = inspectedMounts(environment, container.id, this);
        this.mounts = pulumi
            .all([declared, inspected])
            .apply(([fallback, json]) => (json === "" ? fallback : inspectedMountPoints(json)));
        const isTmpfs = ({ type }: Mount): boolean => type === MountType.Tmpfs && checked.measureTmpfs !== false;
        const inMemory = mounts.filter(isTmpfs).map(({ target }) => target);
        this.tmpfsMounts = tmpfsMounts(environment, container.id, inMemory, this);
        this.registerOutputs({
            containerName: this.containerName,
            containerId: this.containerId,
            mounts: this.mounts,
            tmpfsMounts: this.tmpfsMounts,
        });
    }
}

/** `lent` are the containers whose mounts it takes, besides those that the program names. */
function containerArgs(
    args: SharedContainerArgs,
    mounts: Mount[],
    lent: Array<pulumi.Output<string>>,
    access: ContainerAccess,
): docker.ContainerArgs {
    const grace = args.graceSeconds ?? DEFAULT_GRACE_SECONDS;
    const takesOver = args.volumesFrom !== undefined || lent.length > 0;
    const volumesFrom = pulumi.all([args.volumesFrom ?? [], pulumi.all(lent)]).apply(([named, lenders]) => {
        access.takeOver(named);
        return [...named, ...lenders];
    });
    return {
        name: args.name,
        image: args.image,
        command: args.command,
        entrypoints: args.entrypoint,
        envs: args.env,
        mounts: mounts.filter((mount) => !mount.noCopy).map(providerMount),
        volumes: takesOver ? volumesFrom.apply((names) => names.map((from) => ({ fromContainer: from }))) : undefined,
        ports: args.ports,
        networksAdvanced: args.networks,
        restart: args.restart,
        healthcheck: args.healthcheck && providerHealthcheck(args.healthcheck),
        wait: args.waitUntilHealthy,
        destroyGraceSeconds: grace,
        stopTimeout: grace,
        ...memoryArgs(args),
        user: args.user,
        workingDir: args.workingDir,
        hostname: args.hostname,
        labels: labelsOf("container", args.labels),
        mustRun: args.mustRun,
        removeVolumes: pulumi.output(args.removeAnonymousVolumes).apply((remove) => remove ?? false),
    };
}

function providerMount(mount: Mount): docker.types.input.ContainerMount {
    const given = (...options: unknown[]): boolean => options.some((option) => option !== undefined);
    return {
        type: mount.type ?? MountType.Volume,
        source: mount.source,
        target: mount.target,
        readOnly: mount.readOnly,
        bindOptions: given(mount.propagation) ? { propagation: mount.propagation } : undefined,
        tmpfsOptions: given(mount.tmpfsSizeBytes, mount.tmpfsMode)
            ? { sizeBytes: mount.tmpfsSizeBytes, mode: mount.tmpfsMode }
            : undefined,
    };
}

function providerHealthcheck(healthcheck: Healthcheck): docker.types.input.ContainerHealthcheck {
    const duration = (seconds?: number): string | undefined =>
        seconds === undefined ? undefined : goDuration(seconds);
    return {
        tests: healthcheck.command,
        interval: duration(healthcheck.intervalSeconds),
        timeout: duration(healthcheck.timeoutSeconds),
        startPeriod: duration(healthcheck.startPeriodSeconds),
        retries: healthcheck.retries,
    };
}

/** In the provider's mebibytes. Without a swap limit the daemon sets its own, and shows it as a difference for ever. */
function memoryArgs(args: SharedContainerArgs): Pick<docker.ContainerArgs, "memory" | "memorySwap"> {
    if (args.memoryBytes === undefined) {
        return {};
    }
    const mebibytes = (bytes: number): number => bytes / BYTES_PER_MEBIBYTE;
    const memory = pulumi.output(args.memoryBytes);
    return {
        memory: memory.apply(mebibytes),
        memorySwap: pulumi.all([memory, args.memorySwapBytes]).apply(([limit, swap]) => mebibytes(swap ?? 2 * limit)),
    };
}

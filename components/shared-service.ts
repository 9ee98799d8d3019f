import { createHash } from "node:crypto";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { checkedArgs, throwProblems } from "./checked-args";
import { ContainerAccess } from "./data/declared-access";
import { declareMount } from "./data/declared-volumes";
import { onDockerHost, scriptEnvironment } from "./data/docker-host";
import { awaitTasks } from "./data/service-tasks";
import { PortProtocol } from "./model/containers";
import { DockerEndpoint } from "./model/docker-endpoints";
import { MountType, Propagation } from "./model/mounts";
import {
    PublishMode,
    UpdateFailureAction,
    UpdateOrder,
    fixedSourceProblem,
    sharedServiceProblems,
} from "./model/services";
import { DEFAULT_GRACE_SECONDS, serviceArgs } from "./provider-service";
import { Healthcheck, NetworkAttachment } from "./shared-container";

const DEFAULT_CONVERGE_TIMEOUT_SECONDS = 180;

/** Something that each task of a service sees at a path of its own. */
export interface ServiceMount {
    /** Default: `volume`. */
    type?: MountType;
    /** A volume's `volumeName`, or a bind mount's `source`. A volume without a source is anonymous, one for each task. */
    source?: pulumi.Input<string>;
    /**
     * The `driverOptions` of the NfsVolume whose `volumeName` the source is: with them, each node that runs a task makes the same volume.
     * Without, all tasks have to be pinned to the node that has the volume or the folder.
     */
    driverOptions?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /** The absolute path in the container. */
    target: pulumi.Input<string>;
    /** Default: false. */
    readOnly?: pulumi.Input<boolean>;
    /** Named volumes only: do not fill an empty one with what the image has at the target. Default: true with `driverOptions`, else false. */
    noCopy?: boolean;
    /** Bind mounts only. Default: Docker's, `rprivate`. */
    propagation?: Propagation;
    /** Tmpfs only: bytes that fit. Default: no limit but the node's memory. */
    tmpfsSizeBytes?: pulumi.Input<number>;
    /** Tmpfs only: permissions, as a number (0o777 is 511), at most that. Default: Docker's, 0o1777. */
    tmpfsMode?: pulumi.Input<number>;
}

/** A port of the tasks that nodes publish. */
export interface ServicePort {
    internal: pulumi.Input<number>;
    /** Default: a free one that Docker picks. */
    external?: pulumi.Input<number>;
    /** Default: tcp. */
    protocol?: PortProtocol;
    /** Default: `ingress`, every node. */
    publishMode?: PublishMode;
}

/** Which nodes run tasks. */
export interface Placement {
    /** All have to hold, as in Docker: `node.role==worker`, `node.hostname==NAME`, `node.labels.KEY!=VALUE`. */
    constraints?: pulumi.Input<pulumi.Input<string>[]>;
    /** Labels of nodes over whose values the tasks are spread, as `node.labels.rack`. */
    spreadOver?: pulumi.Input<pulumi.Input<string>[]>;
    /** Default: no limit. */
    maxReplicasPerNode?: pulumi.Input<number>;
}

/** How the tasks are replaced when anything but the mounts of the service changes. */
export interface ServiceUpdate {
    /** Default: `stop-first`, so that no two containers of one task ever write at the same time. */
    order?: UpdateOrder;
    /** Tasks that are replaced at the same time; 0 means all. Default: 1. */
    parallelism?: pulumi.Input<number>;
    /** Seconds between two of them. Default: 0. */
    delaySeconds?: number;
    /** Default: `pause`. */
    failureAction?: UpdateFailureAction;
    /** Seconds that a new task has to run for not to count as failed. Default: 5. */
    monitorSeconds?: number;
}

export interface SharedServiceArgs {
    /** The image with its tag or digest, present on the nodes or in a registry that they reach. */
    image: pulumi.Input<string>;
    /** The service's Docker name. Default: the component's name and a random suffix. */
    name?: string;
    /** Tasks that run at the same time. Default: 1. */
    replicas?: number;
    /** Default: any node. */
    placement?: Placement;
    update?: ServiceUpdate;
    /** Arguments of the entry point. Default: the image's. */
    command?: pulumi.Input<pulumi.Input<string>[]>;
    /** Default: the image's. */
    entrypoint?: pulumi.Input<pulumi.Input<string>[]>;
    /** Environment, as NAME=value. */
    env?: pulumi.Input<pulumi.Input<string>[]>;
    /** Changing any of them replaces the service. */
    mounts?: ServiceMount[];
    ports?: ServicePort[];
    /** Overlay networks. Default: none but what published ports need. */
    networks?: NetworkAttachment[];
    healthcheck?: Healthcheck;
    /** Seconds that a task gets to stop by itself before it is killed, at least 1. Default: 10. */
    graceSeconds?: pulumi.Input<number>;
    /** Seconds until all tasks have to run, for an update not to fail. Default: 180. */
    convergeTimeoutSeconds?: pulumi.Input<number>;
    /** Bytes of memory that each task may use, a multiple of 1 MiB. Default: no limit. */
    memoryBytes?: pulumi.Input<number>;
    /** User, or user:group, that the tasks run as. Default: the image's. */
    user?: pulumi.Input<string>;
    /** Default: the image's. */
    workingDir?: pulumi.Input<string>;
    hostname?: pulumi.Input<string>;
    /** Docker labels of the service. */
    labels?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /** A manager of the swarm: the output `endpoint` of a DockerHost. Default: `dockerHost`. */
    host?: pulumi.Input<DockerEndpoint>;
    /** The same, as in DOCKER_HOST. Default: config `docker:host`, then the environment's. */
    dockerHost?: pulumi.Input<string>;
}

/**
 * A Docker Swarm service whose tasks share storage with others, on every node that runs one. It is replaced (the old tasks stop first)
 * when its mounts change; tasks are always restarted when they end, and all run when it is done: what keeps one from it is the error.
 * Deleting it deletes no data, nor the volumes that nodes made for it.
 *
 * @throws pulumi.InputPropertiesError, naming every wrong argument, before anything is created.
 */
export class SharedService extends pulumi.ComponentResource {
    /** The Docker name. */
    public readonly serviceName: pulumi.Output<string>;
    /** Docker's id of the service. */
    public readonly serviceId: pulumi.Output<string>;

    constructor(name: string, args: SharedServiceArgs, opts?: pulumi.ComponentResourceOptions) {
        const checked = checkedArgs(`SharedService ${name}`, args, (values) => sharedServiceProblems(name, values));
        const environment = scriptEnvironment(checked);
        const mounts = grantedMounts(name, args, checked);
        super("docker-storage:index:SharedService", name, {}, opts);

        const { retainOnDelete, protect, dependsOn } = opts ?? {};
        const children = { parent: this, retainOnDelete, protect, dependsOn };
        const onHost = onDockerHost(this, name, checked, children);
        const lookUp = { parent: this, provider: onHost.provider };
        const networks = checked.networks?.map((network) => ({
            id: docker.getNetworkOutput({ name: network.name }, lookUp).id,
            aliases: network.aliases,
        }));
        const asked = serviceArgs(checked, mounts, networks);
        const service = new docker.Service(name, asked, {
            ...onHost,
            // In place, the provider adds an empty mount for each one with driver options that goes, and no task starts any more.
            replaceOnChanges: ["taskSpec.containerSpec.mounts"],
            deleteBeforeReplace: true,
        });
        awaitTasks(
            name,
            {
                service: service.id,
                fingerprint: pulumi.output(asked).apply(fingerprint),
                replicas: checked.replicas ?? 1,
                timeoutSeconds: checked.convergeTimeoutSeconds ?? DEFAULT_CONVERGE_TIMEOUT_SECONDS,
                graceSeconds: checked.graceSeconds ?? DEFAULT_GRACE_SECONDS,
                environment,
            },
            children,
        );
        this.serviceName = service.name;
        this.serviceId = service.id;
        this.registerOutputs({ serviceName: this.serviceName, serviceId: this.serviceId });
    }
}

/** The mounts, whose sources fail where they are used if this service may not mount them besides others. */
function grantedMounts(name: string, args: SharedServiceArgs, checked: SharedServiceArgs): ServiceMount[] {
    const replicas = checked.replicas ?? 1;
    const atOnce = checked.update?.order === UpdateOrder.StartFirst ? 2 * replicas : replicas;
    const access = new ContainerAccess(name, "SharedService", atOnce);
    return (checked.mounts ?? []).map((mount, index) => {
        const { type = MountType.Volume, source, readOnly } = mount;
        if (type !== MountType.Volume || source === undefined) return mount;
        if (typeof source === "string") {
            if (mount.driverOptions) throwProblems(`SharedService ${name}`, [fixedSourceProblem(index, source)]);
            declareMount(name, source, "SharedService");
        }
        const given = args.mounts?.[index].source;
        return { ...mount, source: access.mount(`mounts[${index}]`, given, source, readOnly) };
    });
}

function fingerprint(service: unknown): string {
    return createHash("sha256").update(JSON.stringify(service)).digest("hex");
}

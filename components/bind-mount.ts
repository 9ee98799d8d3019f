import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checked-args";
import { scriptEnvironment } from "./data/docker-host";
import { measurements } from "./data/measurements";
import { ScriptCommand } from "./data/script-command";
import { script } from "./data/scripts";
import { bindMountProblems } from "./model/bind-mounts";
import { capacityBytes } from "./model/capacity";
import { DockerEndpoint } from "./model/docker-endpoints";
import { FileSystem } from "./model/file-system";
import { Geometry } from "./model/geometry";
import { Performance, PerformanceTest } from "./model/performance";
import { throughputBytesPerSecond } from "./model/throughput";

export interface BindMountArgs {
    /** The absolute path on the Docker host. Made, with its parents, if it is not there; a file is taken as it is. */
    path: pulumi.Input<string>;
    /** Numeric id of the owner. Default: as found, or root for a new folder. What is inside keeps its owner. */
    uid?: pulumi.Input<number>;
    /** Numeric id of the group. Default: as found, or root for a new folder. */
    gid?: pulumi.Input<number>;
    /** Permissions in octal digits, as "0750". Default: as found, or 0755 for a new folder. */
    mode?: pulumi.Input<string>;
    /** The declared size and speed; without it there are no figures for capacity and throughput. */
    geometry?: Geometry;
    /** Whether each update measures `usedBytes`, `dataBytes`, `allocatedBytes` and `fileSystem`. Default: true. */
    measureUsage?: boolean;
    /** Measures how fast the folder is, once; again when its path or the test is another. Default: not measured. */
    performance?: PerformanceTest;
    /** The Docker host: the output `endpoint` of a DockerHost. Default: `dockerHost`. */
    host?: pulumi.Input<DockerEndpoint>;
    /** The daemon, as in DOCKER_HOST. Default: config `docker:host`, then the environment's. */
    dockerHost?: pulumi.Input<string>;
    /** The image that makes and measures the folder. Default: config `docker-storage:toolboxImage`, then `docker-storage/toolbox:2`. */
    toolboxImage?: pulumi.Input<string>;
}

/**
 * A folder of the Docker host for containers to share. It is checked and made before anything mounts it, and stays,
 * with all that is in it, when the component goes. A new path is another folder: nothing is moved there.
 *
 * @throws pulumi.InputPropertiesError, naming every wrong argument, before anything is created.
 */
export class BindMount extends pulumi.ComponentResource {
    /** The path on the Docker host, known once it is there: the source of mounts of type `bind`. */
    public readonly source: pulumi.Output<string>;
    /** Bytes that fit: block size x block count. Undefined without a geometry. Known in a preview. */
    public readonly capacityBytes: pulumi.Output<number | undefined>;
    /** Bytes per second: capacity / latency. Undefined without a latency. Known in a preview. */
    public readonly throughputBytesPerSecond: pulumi.Output<number | undefined>;
    /**
     * Bytes in use, data + metadata + overhead, measured by each update. Undefined if that failed or took longer than 120 s, unknown
     * in a preview.
     */
    public readonly usedBytes: pulumi.Output<number | undefined>;
    /** Bytes in the content of regular files, each counted once. Undefined or unknown as `usedBytes`. */
    public readonly dataBytes: pulumi.Output<number | undefined>;
    /** Bytes allocated to that content: less than it has where files have holes. Undefined or unknown as `usedBytes`. */
    public readonly allocatedBytes: pulumi.Output<number | undefined>;
    /** What the file system has that the folder lies on. Undefined or unknown as `usedBytes`. */
    public readonly fileSystem: pulumi.Output<FileSystem | undefined>;
    /** How fast the folder was when that was measured. Undefined without a `performance` argument, unknown in a preview before. */
    public readonly performance: pulumi.Output<Performance | undefined>;

    constructor(name: string, args: BindMountArgs, opts?: pulumi.ComponentResourceOptions) {
        const checked = checkedArgs(`BindMount ${name}`, args, bindMountProblems);
        const environment = scriptEnvironment(checked);
        super("docker-storage:index:BindMount", name, {}, opts);

        const children = { parent: this, retainOnDelete: opts?.retainOnDelete, protect: opts?.protect };
        const path = pulumi.output(checked.path).apply((given) => given.replace(/\/+/g, "/").replace(/\/$/, ""));
        const owner = pulumi
            .all([checked.uid, checked.gid])
            .apply(([uid, gid]) => (uid === undefined && gid === undefined ? "" : `${uid ?? ""}:${gid ?? ""}`));
        const folder = new ScriptCommand(
            `${name}-folder`,
            {
                scripts: { create: script("begin", "toolbox", "make-folder") },
                environment: {
                    ...environment,
                    FOLDER: path,
                    OWNER: owner,
                    MODE: pulumi.output(checked.mode).apply((mode) => mode ?? ""),
                },
            },
            children,
        );
        // What a command prints lacks the line breaks at its end.
        this.source = pulumi.all([path, folder.stdout]).apply(([made]) => made);
        const { geometry } = checked;
        this.capacityBytes = pulumi.output(geometry && capacityBytes(geometry));
        this.throughputBytesPerSecond = pulumi.output(geometry && throughputBytesPerSecond(geometry));
        const { measureUsage, performance: test } = checked;
        const found = measurements(
            name,
            { type: "bind", source: this.source, measureUsage, test, environment },
            children,
        );
        this.usedBytes = found.usedBytes;
        this.dataBytes = found.dataBytes;
        this.allocatedBytes = found.allocatedBytes;
        this.fileSystem = found.fileSystem;
        this.performance = found.performance;
        this.registerOutputs({
            source: this.source,
            capacityBytes: this.capacityBytes,
            throughputBytesPerSecond: this.throughputBytesPerSecond,
            ...found,
        });
    }
}

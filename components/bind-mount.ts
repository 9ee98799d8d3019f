import * as pulumi from "@pulumi/pulumi";
import { checkedArgs } from "./checked-args";
import { scriptEnvironment } from "./data/docker-host";
import { measuredUsage } from "./data/usage";
import { ScriptCommand } from "./data/script-command";
import { script } from "./data/scripts";
import { bindMountProblems } from "./model/bind-mounts";
import { capacityBytes, usedBytes } from "./model/capacity";
import { Geometry } from "./model/geometry";
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
    /** Whether each update measures `usedBytes`. Default: true. */
    measureUsage?: boolean;
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
    /** Bytes in use, data + metadata + overhead, measured by each update. Undefined if that failed, unknown in a preview. */
    public readonly usedBytes: pulumi.Output<number | undefined>;

    constructor(name: string, args: BindMountArgs, opts?: pulumi.ComponentResourceOptions) {
        const checked = checkedArgs(`BindMount ${name}`, args, bindMountProblems);
        const environment = scriptEnvironment(checked);
        super("docker-storage:index:BindMount", name, {}, opts);

        const path = pulumi.output(checked.path).apply((given) => given.replace(/\/+/g, "/").replace(/\/$/, ""));
        const owner = pulumi
            .all([checked.uid, checked.gid])
            .apply(([uid, gid]) => (uid === undefined && gid === undefined ? "" : `${uid ?? ""}:${gid ?? ""}`));
        const folder = new ScriptCommand(
            `${name}-folder`,
            {
                scripts: { create: script("volumes", "make-folder") },
                environment: {
                    ...environment,
                    FOLDER: path,
                    OWNER: owner,
                    MODE: pulumi.output(checked.mode).apply((mode) => mode ?? ""),
                },
            },
            { parent: this, retainOnDelete: opts?.retainOnDelete, protect: opts?.protect },
        );
        // What a command prints lacks the line breaks at its end.
        this.source = pulumi.all([path, folder.stdout]).apply(([made]) => made);
        const { geometry } = checked;
        this.capacityBytes = pulumi.output(geometry && capacityBytes(geometry));
        this.throughputBytesPerSecond = pulumi.output(geometry && throughputBytesPerSecond(geometry));
        this.usedBytes =
            checked.measureUsage === false
                ? pulumi.output(undefined)
                : measuredUsage(environment, "bind", this.source).apply((usage) => usage && usedBytes(usage));
        this.registerOutputs({
            source: this.source,
            capacityBytes: this.capacityBytes,
            throughputBytesPerSecond: this.throughputBytesPerSecond,
            usedBytes: this.usedBytes,
        });
    }
}

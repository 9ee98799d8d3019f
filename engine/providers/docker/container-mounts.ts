import type { MountSettings } from "dockerode";
import { Properties } from "../../property";
import { CONTAINER } from "./container-schema";
import { hashOrdered } from "./hash-order";
import { TerraformObject } from "./schema";
import { flag, labelMap, number, objects, only, text, textMap } from "./values";

/** The first daemon API that knows sub-paths; before that, the provider refuses all volume options. */
const SUBPATH_API_VERSION = "1.45";

function volumeOptions(options: Properties, apiVersion: string) {
    if (apiVersion < SUBPATH_API_VERSION) {
        throw new Error(`Setting VolumeOptions.Subpath requires docker version ${SUBPATH_API_VERSION} or higher`);
    }
    return {
        NoCopy: flag(options.no_copy),
        Labels: labelMap(options.labels) ?? {},
        DriverConfig: { Name: text(options.driver_name) ?? "", Options: textMap(options.driver_options) ?? {} },
        Subpath: text(options.subpath),
    };
}

function mountSettings(mount: Properties, apiVersion: string): MountSettings {
    const type = mount.type as MountSettings["Type"];
    const settings: MountSettings = {
        Type: type,
        Source: text(mount.source) ?? "",
        Target: text(mount.target) ?? "",
        ReadOnly: flag(mount.read_only),
    };
    const bind = only(mount.bind_options);
    const volume = only(mount.volume_options);
    const tmpfs = only(mount.tmpfs_options);
    if (type === "bind" && bind !== undefined) {
        const propagation = text(bind.propagation) as NonNullable<MountSettings["BindOptions"]>["Propagation"];
        return { ...settings, BindOptions: { Propagation: propagation } };
    }
    if (type === "volume" && volume !== undefined) {
        return { ...settings, VolumeOptions: volumeOptions(volume, apiVersion) };
    }
    if (type === "tmpfs" && tmpfs !== undefined) {
        const options = { SizeBytes: number(tmpfs.size_bytes) ?? 0, Mode: number(tmpfs.mode) ?? 0 };
        return { ...settings, TmpfsOptions: options };
    }
    return settings;
}

/** `mounts` as Docker's API takes them. `apiVersion` is the daemon's. */
export function mountsOf(planned: TerraformObject, apiVersion: string): MountSettings[] {
    const mounts = hashOrdered(CONTAINER.mounts.block, objects(planned.mounts));
    return mounts.map((mount) => mountSettings(mount, apiVersion));
}

export interface VolumeEntries {
    readonly paths: Record<string, Record<string, never>>;
    readonly binds: string[];
    readonly fromContainers: string[];
}

/** `volumes`: binds, named and anonymous volumes, and all mounts of other containers. */
export function volumesOf(planned: TerraformObject): VolumeEntries {
    const entries: VolumeEntries = { paths: {}, binds: [], fromContainers: [] };
    for (const volume of hashOrdered(CONTAINER.volumes.block, objects(planned.volumes))) {
        const [container, path] = [text(volume.from_container), text(volume.container_path)];
        const source = text(volume.host_path) ?? text(volume.volume_name);
        if (container !== undefined && path !== undefined) {
            throw new Error("Unable to parse volumes: both a container and a path specified in a volume entry");
        }
        if (container !== undefined) {
            entries.fromContainers.push(container);
        } else if (path !== undefined) {
            entries.paths[path] = {};
            const relabel = text(volume.selinux_relabel);
            const mode = (flag(volume.read_only) ? "ro" : "rw") + (relabel === undefined ? "" : `,${relabel}`);
            if (source !== undefined) entries.binds.push(`${source}:${path}:${mode}`);
        } else {
            throw new Error("Unable to parse volumes: volume entry without container path or source container");
        }
    }
    return entries;
}

// As many components as config has arguments for.
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const folders = config.getObject<Record<string, storage.BindMountArgs>>("folders") ?? {};
const volumes = config.getObject<Record<string, storage.NamedVolumeArgs>>("volumes") ?? {};
const app = config.getObject<Partial<storage.SharedContainerArgs>>("app");

const made = Object.entries(folders).map(([name, args]) => new storage.BindMount(name, args));
const named = Object.entries(volumes).map(([name, args]) => new storage.NamedVolume(name, args));
const container =
    app &&
    new storage.SharedContainer("app", {
        image: "docker-storage/toolbox:2",
        graceSeconds: 1,
        ...app,
        mounts: [
            ...made.map(({ source }, index) => ({ type: storage.MountType.Bind, source, target: `/folder-${index}` })),
            ...named.map((volume, index) => ({ source: volume.volumeName, target: `/data-${index}` })),
        ],
    });

export const sources = made.map(({ source }) => source);
export const volumeNames = named.map(({ volumeName }) => volumeName);
export const seededFiles = named.map((volume) => volume.seededFiles);
export const containerName = container?.containerName;

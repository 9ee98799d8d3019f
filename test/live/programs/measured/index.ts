// Two volumes and a folder, as config says, and what was measured of them.
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const data = new storage.NamedVolume("data", config.getObject<storage.NamedVolumeArgs>("data") ?? {});
const other = new storage.NamedVolume("other", config.getObject<storage.NamedVolumeArgs>("other") ?? {});
const folder = new storage.BindMount("folder", config.requireObject<storage.BindMountArgs>("folder"));

export const volume = data.volumeName;
export const otherVolume = other.volumeName;
export const measured = [data, other, folder].map(({ usedBytes, dataBytes, allocatedBytes, fileSystem }) => ({
    usedBytes,
    dataBytes,
    allocatedBytes,
    fileSystem,
}));
export const performances = [data, other, folder].map(({ performance }) => performance);

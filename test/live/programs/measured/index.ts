// Two volumes and a folder, as config says, a container with a mount in memory, and what was measured of them.
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const data = new storage.NamedVolume("data", config.getObject<storage.NamedVolumeArgs>("data") ?? {});
const other = new storage.NamedVolume("other", config.getObject<storage.NamedVolumeArgs>("other") ?? {});
const folder = new storage.BindMount("folder", config.requireObject<storage.BindMountArgs>("folder"));
const app = new storage.SharedContainer("app", {
    image: "docker-storage/toolbox:2",
    command: ["sleep", "infinity"],
    mounts: [{ type: storage.MountType.Tmpfs, target: "/cache", tmpfsSizeBytes: 8 * 1024 * 1024 }],
    graceSeconds: 1,
});

export const volume = data.volumeName;
export const otherVolume = other.volumeName;
export const measured = [data, other, folder].map(({ usedBytes, dataBytes, allocatedBytes, fileSystem }) => ({
    usedBytes,
    dataBytes,
    allocatedBytes,
    fileSystem,
}));
export const performances = [data, other, folder].map(({ performance }) => performance);
export const tmpfsMounts = app.tmpfsMounts;

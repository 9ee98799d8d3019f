// A volume, a backup of it as config says, and a container that changes only after the backup.
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const data = new storage.NamedVolume("data", { onDelete: storage.OnDelete.Discard });
const args = config.getObject<Partial<storage.VolumeBackupArgs>>("backup") ?? {};
const backup = new storage.VolumeBackup("data", { volume: data.volumeName, ...args });
const version = config.get("version") ?? "1";
const app = new storage.SharedContainer(
    "app",
    {
        image: "docker-storage/toolbox:2",
        command: ["sh", "-c", "echo $VERSION > /data/version; sleep infinity"],
        env: [`VERSION=${version}`],
        mounts: [{ source: data.volumeName, target: "/data" }],
        graceSeconds: 1,
    },
    { dependsOn: backup },
);

export const volume = data.volumeName;
export const container = app.containerName;
export const snapshot = backup.snapshot;
export const dataBytes = backup.dataBytes;
export const fileCount = backup.fileCount;
export const checksum = backup.checksum;
export const takenAt = backup.takenAt;
export const lastProvenAt = backup.lastProvenAt;
export const drillSucceeded = backup.drillSucceeded;
export const scheduler = backup.schedulerName;

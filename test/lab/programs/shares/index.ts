// NFS volumes, and containers that mount them, as config says.
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

interface App {
    /** The NFS volume that it has at /data. */
    volume: string;
    dockerHost?: string;
    command?: string[];
}

const config = new pulumi.Config();
const given = config.requireObject<Record<string, storage.NfsVolumeArgs>>("volumes");
const apps = config.getObject<Record<string, App>>("apps") ?? {};

// Measuring takes a container for each update, and a container takes long on an emulated processor.
const shares = Object.entries(given).map(
    ([name, args]) => [name, new storage.NfsVolume(name, { measureUsage: false, ...args })] as const,
);
const byName = new Map(shares);
const containers = Object.entries(apps).map(([name, { volume, dockerHost, command }]) => {
    const app = new storage.SharedContainer(name, {
        image: "docker-storage/toolbox:2",
        command: command ?? ["sleep", "infinity"],
        mounts: [{ source: byName.get(volume)?.volumeName, target: "/data" }],
        graceSeconds: 1,
        dockerHost,
    });
    return [name, app.containerName] as const;
});

export const volumes = Object.fromEntries(shares.map(([name, { volumeName }]) => [name, volumeName]));
export const access = Object.fromEntries(shares.map(([name, share]) => [name, share.access]));
export const migrations = Object.fromEntries(shares.map(([name, { lastMigration }]) => [name, lastMigration]));
export const figures = Object.fromEntries(
    shares.map(([name, { usedBytes, dataBytes, allocatedBytes, fileSystem, performance }]) => [
        name,
        { usedBytes, dataBytes, allocatedBytes, fileSystem, performance },
    ]),
);
export const containerNames = Object.fromEntries(containers);

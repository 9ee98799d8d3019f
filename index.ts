import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const image = config.get("image") ?? "docker-storage/toolbox:2";
const port = config.getNumber("port") ?? 8080;
const siteArgs = config.getObject<storage.NamedVolumeArgs>("site") ?? {};
const folderPath = config.get("folder") ?? path.join(process.cwd(), "shared");
const nfs = config.getObject<storage.NfsVolumeArgs>("nfs");
const greeting = config.get("greeting") ?? "Hello from the writer.";

const site = new storage.NamedVolume("site", {
    ...siteArgs,
    geometry: siteArgs.geometry ?? { blockSizeBytes: 4096, blockCount: 262144, latencySeconds: 2 },
    seed: siteArgs.seed ?? { files: { "index.html": "<h1>This page lies on a Docker volume.</h1>\n" } },
});
const folder = new storage.BindMount("folder", { path: folderPath });
const nfsVolume = nfs && new storage.NfsVolume("nfs", nfs);

const sitePath = "/site";
const readSite: storage.Mount = { source: site.volumeName, target: sitePath, readOnly: true };
const waitForever = ["sleep", "infinity"];

const writer = new storage.SharedContainer("writer", {
    image,
    env: [`GREETING=${greeting}`],
    command: ["sh", "-c", `printf '%s\\n' "$GREETING" > ${sitePath}/hello.txt && exec ${waitForever.join(" ")}`],
    mounts: [{ source: site.volumeName, target: sitePath }],
    healthcheck: { command: ["CMD", "test", "-s", `${sitePath}/hello.txt`], intervalSeconds: 1 },
    waitUntilHealthy: true,
    graceSeconds: 1,
});
const web = new storage.SharedContainer("web", {
    image,
    command: ["busybox", "httpd", "-f", "-p", "80", "-h", sitePath],
    mounts: [readSite],
    ports: [{ internal: 80, external: port, ip: "127.0.0.1" }],
    graceSeconds: 1,
});
const reader = new storage.SharedContainer("reader", {
    image,
    command: waitForever,
    mounts: [
        readSite,
        { type: storage.MountType.Bind, source: folder.source, target: "/folder" },
        ...(nfsVolume ? [{ source: nfsVolume.volumeName, target: "/nfs", noCopy: true }] : []),
    ],
    graceSeconds: 1,
});
const follower = new storage.SharedContainer("follower", {
    image,
    command: waitForever,
    volumesFrom: [reader.containerName],
    graceSeconds: 1,
});

const readers = ["web", "reader", "follower"].map((name) => ({ name, readOnly: true }));
const summary = new storage.StorageSummary("summary", {
    volumes: [
        {
            name: "site",
            capacityBytes: site.capacityBytes,
            throughputBytesPerSecond: site.throughputBytesPerSecond,
            usedBytes: site.usedBytes,
            consumers: [{ name: "writer" }, ...readers],
        },
        { name: "folder", usedBytes: folder.usedBytes, consumers: [{ name: "reader" }, { name: "follower" }] },
    ],
    hosts: config.getObject<storage.SummaryHost[]>("hosts") ?? [],
    budgets: config.getObject<storage.Budget[]>("budgets") ?? [],
});

/** The page that the web container serves. */
export const url = `http://127.0.0.1:${port}/`;
/** The Docker volume that holds the site's data. */
export const siteVolume = site.volumeName;
export const siteMountpoint = site.mountpoint;
export const siteCapacityBytes = site.capacityBytes;
export const siteUsedBytes = site.usedBytes;
export const siteThroughputBytesPerSecond = site.throughputBytesPerSecond;
/** What the latest replacement of the volume copied, and how long its writers stood still. */
export const siteLastMigration = site.lastMigration;
/** For each figure: declared, enforced or measured. */
export const siteFigureSources = site.figureSources;
/** The folder of the Docker host that the reader and the follower share. */
export const sharedFolder = folder.source;
export const sharedFolderUsedBytes = folder.usedBytes;
/** The Docker volume that mounts the NFS export; empty where config names none. */
export const nfsVolumeName = nfsVolume?.volumeName ?? "";
export const writerContainer = writer.containerName;
export const webContainer = web.containerName;
export const readerContainer = reader.containerName;
export const readerMounts = reader.mounts;
/** What the follower has from the reader. */
export const followerMounts = follower.mounts;
export const followerContainer = follower.containerName;
/** Of all volumes together. */
export const stackCapacityBytes = summary.capacityBytes;
export const stackThroughputBytesPerSecond = summary.throughputBytesPerSecond;
export const stackUsedBytes = summary.usedBytes;
/** The same in words, and of each volume. */
export const stackSummary = summary.summary;

// Two volumes of one host whose figures are summed up, with budgets that config can set. `dropped` leaves the stack with `isLean`.
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const MIB = 1024 * 1024;
const config = new pulumi.Config();
const blockCount = config.getNumber("blockCount") ?? 10240;

const site = new storage.NamedVolume("site", {
    geometry: { blockSizeBytes: 4096, blockCount, latencySeconds: 0.5 },
    labels: { purpose: config.get("purpose") ?? "first" },
    onDelete: storage.OnDelete.Discard,
});
const app = new storage.SharedContainer("app", {
    image: "docker-storage/toolbox:2",
    command: ["sleep", "infinity"],
    mounts: [{ source: site.volumeName, target: "/site" }],
    graceSeconds: 1,
});
const dropped = config.getBoolean("isLean")
    ? undefined
    : new storage.NamedVolume("dropped", { onDelete: storage.OnDelete.Discard });
const summary = new storage.StorageSummary("storage", {
    volumes: [
        {
            name: "site",
            capacityBytes: site.capacityBytes,
            throughputBytesPerSecond: site.throughputBytesPerSecond,
            usedBytes: site.usedBytes,
            consumers: [{ name: "app" }, { name: "reader", readOnly: true, deviceReadBytesPerSecond: 4 * MIB }],
        },
        { name: "logs", capacityBytes: 20 * MIB, throughputBytesPerSecond: 30 * MIB },
    ],
    hosts: [{ name: "edge", capacityBytes: 100 * MIB, throughputBytesPerSecond: 40 * MIB }],
    budgets: config.getObject<storage.Budget[]>("budgets") ?? [],
});

export const siteVolume = site.volumeName;
export const droppedVolume = dropped?.volumeName ?? "";
export const appContainer = app.containerName;
export const capacityBytes = summary.capacityBytes;
export const bandwidths = summary.bandwidths;
export const lines = summary.summary;
export const usedBytes = summary.usedBytes;
export const usageLines = summary.usageSummary;
export const brokenBudgets = summary.brokenBudgets;

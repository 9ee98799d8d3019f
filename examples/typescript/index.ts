import * as pulumi from "@pulumi/pulumi";
import { NamedVolume, OnDelete, SharedContainer } from "docker-storage";

const config = new pulumi.Config();
const image = config.require("image");

const notes = new NamedVolume("notes", {
    geometry: { blockSizeBytes: 4096, blockCount: 25600, latencySeconds: 0.5 },
    labels: { purpose: config.require("purpose") },
    seed: { files: { "first.txt": "The first note.\n" } },
    onDelete: OnDelete.Discard,
});

const author = new SharedContainer("author", {
    image,
    command: ["sh", "-c", "echo 'Another note.' >> /notes/second.txt; exec sleep infinity"],
    mounts: [{ source: notes.volumeName, target: "/notes" }],
    graceSeconds: 1,
});

const audience = new SharedContainer("audience", {
    image,
    command: ["sleep", "infinity"],
    mounts: [{ source: notes.volumeName, target: "/notes", readOnly: true }],
    graceSeconds: 1,
});

export const volume = notes.volumeName;
export const capacityBytes = notes.capacityBytes;
export const throughputBytesPerSecond = notes.throughputBytesPerSecond;
export const authorContainer = author.containerName;
export const audienceMounts = audience.mounts;

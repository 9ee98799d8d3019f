// Twelve resources, the stack and the components included; everything on the daemon carries the label `run`.
import { local } from "@pulumi/command";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const run = config.require("run");
const step = config.require("step");
const label = [{ label: "run", value: run }];

const data = new storage.NamedVolume("data", {
    labels: { run, step },
    seed: { files: { "seed.txt": "the seed\n" } },
    onDelete: storage.OnDelete.Discard,
});
const container = {
    image: "docker-storage/toolbox:2",
    labels: { run },
    command: ["sleep", "infinity"],
    graceSeconds: 1,
};
new storage.SharedContainer("writer", { ...container, mounts: [{ source: data.volumeName, target: "/data" }] });
new storage.SharedContainer("reader", {
    ...container,
    mounts: [{ source: data.volumeName, target: "/data", readOnly: true }],
});
const cache = new docker.Volume("cache", { labels: label });
new docker.Network("net", { labels: label, internal: true });
new local.Command("note", { create: 'printf %s "$NAME"', environment: { NAME: cache.name } });

export const volume = data.volumeName;

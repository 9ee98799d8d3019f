// A volume, something between that may fail, and a container that is replaced after that only.
import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const labels = { run: config.require("run"), step: config.require("step") };
const data = new storage.NamedVolume("data", { labels, measureUsage: false });
const between = new local.Command("between", {
    create: 'exit "$CODE"',
    environment: { CODE: config.require("code") },
    triggers: [data.volumeName],
});
const worker = new storage.SharedContainer(
    "worker",
    {
        image: "docker-storage/toolbox:2",
        command: ["sleep", "infinity"],
        mounts: [{ source: data.volumeName, target: "/data" }],
        graceSeconds: 1,
    },
    { dependsOn: [between] },
);

export const volume = data.volumeName;
export const container = worker.containerName;

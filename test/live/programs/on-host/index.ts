// One volume on a Docker host that the program declares.
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const machine = new storage.DockerHost("machine", { address: config.require("address") });
const data = new storage.NamedVolume("data", {
    host: machine.endpoint,
    labels: { step: config.get("step") ?? "first" },
    onDelete: storage.OnDelete.Discard,
});

export const volume = data.volumeName;
export const { daemonId } = machine;

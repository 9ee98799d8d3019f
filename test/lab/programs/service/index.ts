// A service whose tasks share an export, one on each node.
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const share = new storage.NfsVolume("share", config.requireObject<storage.NfsVolumeArgs>("share"));
const app = new storage.SharedService("app", {
    image: "docker-storage/toolbox:2",
    command: ["sh", "-c", "trap exit TERM; while :; do sleep 1; done"],
    replicas: 2,
    placement: { maxReplicasPerNode: 1 },
    mounts: [{ source: share.volumeName, driverOptions: share.driverOptions, target: "/data" }],
    graceSeconds: 5,
    convergeTimeoutSeconds: 300,
});

export const volume = share.volumeName;
export const service = app.serviceName;

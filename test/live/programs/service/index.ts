// A service whose tasks mount a volume that each node makes, and one that a single node has.
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

interface Shared {
    name: string;
    driverOptions: Record<string, string>;
}

const config = new pulumi.Config();
// As an NfsVolume gives them: outputs.
const shared = pulumi.output(config.requireObject<Shared>("shared"));
const data = new storage.NamedVolume("data", {
    onDelete: storage.OnDelete.Discard,
    labels: config.getObject<Record<string, string>>("labels"),
});
/** All that needs no task: an overlay network is beyond a daemon without a bridge. */
const more = (): Partial<storage.SharedServiceArgs> => ({
    networks: [{ name: new docker.Network("back", { driver: "overlay" }).name, aliases: ["b", "a"] }],
    ports: [{ internal: 80 }, { internal: 81, external: 8081, publishMode: storage.PublishMode.Host }],
    update: { order: storage.UpdateOrder.StartFirst, parallelism: 2, delaySeconds: 90, monitorSeconds: 60 },
    labels: { b: "1", a: "2" },
    entrypoint: ["/bin/sh", "-c"],
    hostname: "app",
    user: "1000:1000",
    workingDir: "/tmp",
    memoryBytes: 64 * 1048576,
});
const app = new storage.SharedService("app", {
    image: "docker-storage/toolbox:2",
    command: ["sh", "-c", "trap exit TERM; while :; do sleep 0.1; done"],
    env: ["A=1", `B=${config.get("variable") ?? ""}`],
    replicas: config.getNumber("replicas"),
    placement: { constraints: [`node.hostname==${config.require("node")}`] },
    update: { monitorSeconds: 1 },
    mounts: [
        { source: shared.name, driverOptions: shared.driverOptions, target: "/shared" },
        { source: data.volumeName, target: "/data" },
        { type: storage.MountType.Tmpfs, target: "/scratch", tmpfsSizeBytes: 1048576 },
    ],
    healthcheck: { command: ["CMD", "test", "-d", "/data"], intervalSeconds: 1 },
    graceSeconds: 2,
    convergeTimeoutSeconds: 60,
    ...(config.getBoolean("more") ? more() : {}),
});

export const volume = data.volumeName;
export const service = app.serviceId;

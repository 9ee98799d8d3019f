// Two Docker hosts, as config says where: a volume and a container on one of them, and one of a fixed name on both.
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const toolboxImage = new pulumi.Config("docker-storage").require("toolboxImage");
const policies = { onDelete: storage.OnDelete.Discard };
const grace = { graceSeconds: 1, measureTmpfs: false };

const hosts = Object.fromEntries(
    Object.entries(config.requireObject<Record<string, storage.DockerHostArgs>>("hosts")).map(([name, args]) => [
        name,
        new storage.DockerHost(name, args),
    ]),
);

const host = hosts[config.require("on")].endpoint;
const data = new storage.NamedVolume("data", {
    host,
    ...policies,
    labels: { edition: config.get("edition") ?? "first" },
    measureUsage: config.getBoolean("measureUsage"),
});
const app = new storage.SharedContainer("app", {
    host,
    image: toolboxImage,
    env: [`PAUSE_SECONDS=${config.get("pauseSeconds") ?? "0.1"}`],
    command: [
        "sh",
        "-c",
        "trap 'exit 0' TERM; while :; do date +%s%N >>/data/log; sleep $PAUSE_SECONDS & wait $!; done",
    ],
    mounts: [{ source: data.volumeName, target: "/data", noCopy: true }],
    ...grace,
});

for (const [name, { endpoint }] of Object.entries(config.getBoolean("fixed") ? hosts : {})) {
    const labels = { edition: config.get(`edition-${name}`) ?? "first" };
    const seed = { files: { "who-am-i": name } };
    new storage.NamedVolume(`fixed-${name}`, {
        host: endpoint,
        name: config.require("fixedName"),
        labels,
        seed,
        ...policies,
    });
}

export const volume = data.volumeName;
export const container = app.containerName;
export const usedBytes = data.usedBytes;
export const lastMigration = data.lastMigration;
export const daemons = Object.fromEntries(Object.entries(hosts).map(([name, { daemonId }]) => [name, daemonId]));

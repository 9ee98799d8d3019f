// One volume and one container that mounts it, both as config says.
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const data = new storage.NamedVolume("data", config.getObject<storage.NamedVolumeArgs>("data") ?? {});
const token = config.getSecret("token");
const app = new storage.SharedContainer("app", {
    image: "docker-storage/toolbox:2",
    command: ["sleep", "infinity"],
    mounts: [{ source: data.volumeName, target: "/data", ...config.getObject<Partial<storage.Mount>>("mount") }],
    restart: config.get<storage.RestartPolicy>("restart"),
    env: token && [pulumi.interpolate`TOKEN=${token}`],
    graceSeconds: 1,
});

export const volume = data.volumeName;
export const container = app.containerName;
export const mounts = app.mounts;
export const restored = data.restored;
export const capacityEnforcement = data.capacityEnforcement;
export const usableBytes = data.usableBytes;
export { token };

// A volume for each thing that can happen to its data, which happens once config says `changed`.
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as storage from "docker-storage";

const config = new pulumi.Config();
const changed = config.getBoolean("changed") ?? false;
const image = "docker-storage/toolbox:2";
const labels = { state: changed ? "changed" : "first" };

const moved = new storage.NamedVolume("moved", { labels });
const fixed = new storage.NamedVolume("fixed", { name: config.require("fixedName"), labels });
const untouched = new storage.NamedVolume("untouched");
const plain = new docker.Volume("plain", { labels: [{ label: "state", value: labels.state }] });
const leaving = changed
    ? []
    : [
          new storage.NamedVolume("saved"),
          new storage.NamedVolume("dropped", { onDelete: storage.OnDelete.Discard }),
          new storage.NamedVolume("kept", { onDelete: storage.OnDelete.Retain }),
      ];
const folder = new storage.BindMount("folder", { path: config.require("folder") });

new storage.SharedContainer("app", {
    image,
    command: ["sleep", "infinity"],
    env: [pulumi.interpolate`TOKEN=${config.requireSecret("token")}`],
    labels: { revision: config.get("revision") ?? "1" },
    mounts: [
        { source: moved.volumeName, target: "/moved" },
        { type: storage.MountType.Bind, source: folder.source, target: "/folder" },
        ...(changed ? [] : [{ source: untouched.volumeName, target: "/untouched" }]),
    ],
    graceSeconds: 1,
});
new storage.SharedContainer("pinned", {
    image,
    command: ["sleep", "infinity"],
    mounts: [{ source: fixed.volumeName, target: "/fixed" }],
    graceSeconds: 1,
});
const temporary = new docker.Container("temporary", {
    image,
    command: ["sleep", "infinity"],
    envs: [`STATE=${labels.state}`],
    mounts: [{ type: "volume", target: "/anonymous" }],
    destroyGraceSeconds: 1,
});

export const volumes = pulumi
    .all([moved, fixed, untouched, ...leaving].map(({ volumeName }) => volumeName))
    .apply(([first, second, third, ...others]) => ({
        moved: first,
        fixed: second,
        untouched: third,
        ...(others.length > 0 && { saved: others[0], dropped: others[1], kept: others[2] }),
    }));
export const plainVolume = plain.name;
export const movedBytes = moved.lastMigration.apply((migration) => migration?.dataBytes ?? 0);
export const fixedBytes = fixed.lastMigration.apply((migration) => migration?.dataBytes ?? 0);
export const temporaryContainer = temporary.id;

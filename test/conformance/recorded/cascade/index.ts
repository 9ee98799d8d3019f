// What is deleted before it is replaced takes with it what cannot live without it. step 2 replaces the volume, 3 the network.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";
import * as command from "@pulumi/command";

const step = new pulumi.Config().requireNumber("step");
const label = (at: number) => [{ label: "s", value: step >= at ? "new" : "old" }];
const volume = new docker.Volume("volume", { name: "conformance-cascade", labels: label(2) }, { deleteBeforeReplace: true });
const network = new docker.Network(
    "network",
    { name: "conformance-cascade", labels: label(3), ipamConfigs: [{ subnet: "198.51.100.0/24" }] },
    { deleteBeforeReplace: true },
);
const container = new docker.Container("container", {
    image: "busybox:local",
    command: ["sleep", "infinity"],
    stopTimeout: 0,
    destroyGraceSeconds: 0,
    mounts: [{ type: "volume", source: volume.name, target: "/data" }],
    networksAdvanced: [{ name: network.id }],
});
new command.local.Command("triggered", { create: "echo made", delete: "true", triggers: [container.id] });
new command.local.Command("told", { create: "echo $VOLUME", environment: { VOLUME: volume.name } });
new docker.Volume("after", {}, { dependsOn: container });

// Operations that look at what there is before they do anything, with what happened behind the engine's back. step 2 replaces
// the volume with the label.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";

const step = new pulumi.Config().requireNumber("step");
const data = new docker.Volume("data", { name: "conformance-refresh-first" });
new docker.Volume("labelled", { labels: [{ label: "s", value: `${step}` }] });
const app = new docker.Container("app", {
    name: "conformance-refresh-first-app",
    image: "busybox:local",
    command: ["sleep", "infinity"],
    stopTimeout: 0,
    destroyGraceSeconds: 0,
    mounts: [{ type: "volume", source: data.name, target: "/data" }],
});
new docker.Volume("other", { name: "conformance-refresh-first-other" }, { dependsOn: app });
export const mountpoint = data.mountpoint;

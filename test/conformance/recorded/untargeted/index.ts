// Targets that need what is no target and does not exist yet. step 2 adds a chain of three, of which some are targets.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";

const step = new pulumi.Config().requireNumber("step");
new docker.Volume("there", { labels: [{ label: "s", value: `${step}` }] });
if (step >= 2) {
    const first = new docker.Volume("first");
    const second = new docker.Volume("second", { labels: [{ label: "first", value: first.name }] });
    new docker.Volume("third", {}, { dependsOn: second });
}

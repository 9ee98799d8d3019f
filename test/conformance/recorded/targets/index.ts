// Operations on some resources only. step 2 replaces the first of a chain, 3 adds a resource and changes another.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";
import * as command from "@pulumi/command";

const step = new pulumi.Config().requireNumber("step");
const first = new docker.Volume("first", { labels: [{ label: "s", value: `${Math.min(step, 2)}` }] });
const second = new docker.Volume("second", { labels: [{ label: "first", value: first.name }] });
new command.local.Command("third", { create: "echo $SECOND", environment: { SECOND: second.name } });
new docker.Volume("other", { labels: [{ label: "s", value: `${step}` }] });
if (step >= 3) new docker.Volume("added", {}, { dependsOn: first });
export const names = [first.name, second.name];

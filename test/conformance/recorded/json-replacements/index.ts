// What is printed for programs of replacements, updates in place, failures and what a refresh finds. step 2 replaces the volume
// and what mounts it, 3 fails.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";
import * as command from "@pulumi/command";

const step = new pulumi.Config().requireNumber("step");
const data = new docker.Volume("data", { labels: [{ label: "s", value: step >= 2 ? "new" : "old" }] });
const told = new command.local.Command("told", {
    create: 'printf %s "$NAME"',
    update: step >= 3 ? "echo no >&2; exit 3" : 'printf %s "$NAME"',
    environment: { NAME: data.name },
});
new docker.Container(
    "app",
    {
        image: "busybox:local",
        command: ["sleep", "infinity"],
        stopTimeout: 0,
        destroyGraceSeconds: 0,
        mounts: [{ type: "volume", source: told.stdout, target: "/data" }],
    },
    { replaceOnChanges: ["mounts"], customTimeouts: { create: "5m" } },
);
const fixed = new docker.Volume("fixed", {
    name: "conformance-json-replacements",
    labels: [{ label: "s", value: step >= 2 ? "new" : "old" }],
});
if (step === 1) new docker.Volume("gone", {}, { dependsOn: fixed });
if (step >= 3) pulumi.log.warn("this step fails"); // eslint-disable-line @typescript-eslint/no-floating-promises
export const name = told.stdout;

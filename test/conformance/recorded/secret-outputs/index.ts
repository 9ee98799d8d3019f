// Outputs that are declared secret, and secrets in environments. step 2 changes the secret, 3 declares another output.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";
import * as command from "@pulumi/command";

const step = new pulumi.Config().requireNumber("step");
const password = pulumi.secret(step === 1 ? "conformance-one" : "conformance-two");
const volume = new docker.Volume("volume", {}, { additionalSecretOutputs: step < 3 ? ["driver"] : ["driver", "mountpoint"] });
const container = new docker.Container("container", {
    image: "busybox:local",
    command: ["sleep", "infinity"],
    stopTimeout: 0,
    destroyGraceSeconds: 0,
    envs: [pulumi.interpolate`PASSWORD=${password}`, pulumi.interpolate`DRIVER=${volume.driver}`],
});
const told = new command.local.Command("told", {
    create: "echo $PASSWORD",
    environment: { PASSWORD: password, PLAIN: "p" },
    triggers: ["plain", pulumi.secret("hidden")],
});
const hidden = new command.local.Command("hidden", { create: "echo plain" }, { additionalSecretOutputs: ["stdout"] });
export const driver = volume.driver;
export const heard = told.stdout;
export const unheard = hidden.stdout;
export const envs = container.envs;

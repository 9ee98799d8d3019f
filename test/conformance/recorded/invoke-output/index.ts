// A function that is called with an output: not before that is known. step 2 replaces what it asks for.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";

const step = new pulumi.Config().requireNumber("step");
const network = new docker.Network("network", { internal: step >= 2 });
const found = docker.getNetworkOutput({ name: network.name });
new docker.Volume("labelled", { labels: [{ label: "internal", value: found.internal.apply(String) }] });
const bridge = docker.getNetworkOutput({ name: "bridge" });
export const driver = found.driver;
export const internal = found.internal;
export const isSame = pulumi.all([found.id, network.id]).apply(([one, other]) => one === other);
export const bridgeDriver = bridge.driver;

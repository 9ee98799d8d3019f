// A component that is renamed (step 2), gets another type (3) and moves into another (4), with its children.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";

class Pair extends pulumi.ComponentResource {
    constructor(type: string, name: string, opts?: pulumi.ComponentResourceOptions) {
        super(type, name, {}, opts);
        const first = new docker.Volume(`${name}-first`, { name: "conformance-first" }, { parent: this });
        new docker.Volume("second", { name: "conformance-second", labels: [{ label: "first", value: first.name }] }, { parent: this });
        this.registerOutputs({ first: first.name });
    }
}
class Group extends pulumi.ComponentResource {
    constructor(name: string) {
        super("conformance:index:Group", name);
    }
}
const step = new pulumi.Config().requireNumber("step");
if (step === 1) new Pair("conformance:index:Old", "old");
if (step === 2) new Pair("conformance:index:Old", "new", { aliases: [{ name: "old" }] });
if (step === 3) new Pair("conformance:index:New", "new", { aliases: [{ type: "conformance:index:Old" }] });
if (step === 4) new Pair("conformance:index:New", "new", { parent: new Group("group"), aliases: [{ parent: pulumi.rootStackResource }] });

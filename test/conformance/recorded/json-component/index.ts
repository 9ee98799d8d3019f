// What is printed for programs of components, outputs and secrets. step 2 changes a label of one child and adds another.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";

const config = new pulumi.Config();
const step = config.requireNumber("step");

class Shelf extends pulumi.ComponentResource {
    readonly names: pulumi.Output<string[]>;
    constructor(name: string, args: { label: pulumi.Input<string> }, opts?: pulumi.ComponentResourceOptions) {
        super("conformance:index:Shelf", name, args, opts);
        const volumes = ["a", ...(step >= 2 ? ["b"] : [])].map(
            (key) => new docker.Volume(`${name}-${key}`, { labels: [{ label: "l", value: args.label }] }, { parent: this }),
        );
        this.names = pulumi.all(volumes.map((one) => one.name));
        this.registerOutputs({ names: this.names });
    }
}
const shelf = new Shelf("shelf", { label: `${step}` });
const password = config.requireSecret("password");
new docker.Volume("secret", { driverOpts: {}, labels: [{ label: "password", value: password }] }, { protect: step === 1 });
export const names = shelf.names;
export const nested = { list: [1, "two", null, true, password], text: pulumi.interpolate`${step} of ${names[0]}` };
export { password };

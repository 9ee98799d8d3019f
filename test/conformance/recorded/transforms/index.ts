// Transforms, and what children inherit of the options that their parents' transforms set. step 2 changes properties by a
// transform of the stack, 3 leaves out what a transform protects, 4 protects nothing.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";

const step = new pulumi.Config().requireNumber("step");

class Shelf extends pulumi.ComponentResource {
    constructor(name: string, opts: pulumi.ComponentResourceOptions) {
        super("conformance:index:Shelf", name, {}, opts);
        const volume = new docker.Volume(`${name}-volume`, {}, { parent: this });
        new docker.Volume(`${name}-beneath`, { labels: [{ label: "above", value: volume.name }] }, { parent: volume });
        this.registerOutputs();
    }
}

/** Sets options of the one resource, not of its children, to which transforms apply as well. */
function setting(name: string, added: pulumi.CustomResourceOptions & pulumi.ComponentResourceOptions): pulumi.ResourceTransform {
    return ({ props, opts, ...resource }) =>
        resource.name === name ? { props, opts: pulumi.mergeOptions(opts, added) } : undefined;
}

pulumi.runtime.registerResourceTransform(({ type, name, props, opts }) =>
    type === "docker:index/volume:Volume" && /^(?!guarded).*-volume$/.test(name)
        ? { props: { ...props, labels: [{ label: "s", value: step >= 2 ? "new" : "old" }] }, opts }
        : undefined,
);
const host = new docker.Provider("host", { host: "unix:///var/run/docker.sock" });
const main = new docker.Volume("main");

if (step < 3 || step > 3) new Shelf("guarded", { transforms: [setting("guarded", { protect: step < 4 })] });
new Shelf("kept", { transforms: [setting("kept", { retainOnDelete: true })] });
new Shelf("bound", { transforms: [setting("bound", { deletedWith: main })] });
new Shelf("listed", { transforms: [setting("listed", { providers: [host] })] });
new Shelf("volume", { transforms: [setting("volume-volume", { provider: host, ignoreChanges: ["labels"] })] });
new Shelf("stack", {});

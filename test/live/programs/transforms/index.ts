// Volumes that transforms change: each transform adds its name to the label `path`, so that the label tells their order.
import { local } from "@pulumi/command";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

interface Label {
    label: pulumi.Input<string>;
    value: pulumi.Input<string>;
}

const config = new pulumi.Config();

class Shelf extends pulumi.ComponentResource {
    constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
        super("test:index:Shelf", name, {}, opts);
    }
}

function mark(name: string): pulumi.ResourceTransform {
    return ({ type, props, opts }) => {
        if (type !== "docker:index/volume:Volume") return undefined;
        // What depends on other resources, or is secret, comes as an output.
        const labels = pulumi
            .output(props.labels as Label[])
            .apply((all) =>
                all.map(({ label, value }) => ({ label, value: label === "path" ? `${value}/${name}` : value })),
            );
        return { props: { ...props, labels }, opts };
    };
}

function volume(name: string, opts: pulumi.CustomResourceOptions, ...labels: Label[]): docker.Volume {
    const all = [{ label: "path", value: name }, ...labels];
    return new docker.Volume(name, { name: `${pulumi.getProject()}-${name}`, labels: all }, opts);
}

pulumi.runtime.registerResourceTransform(mark("stack"));
pulumi.runtime.registerResourceTransform(({ name, props, opts }) =>
    name === "late" ? { props, opts: { ...opts, dependsOn: [first], ignoreChanges: ["driver"] } } : undefined,
);
pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({
    args: { ...args, environment: { GREETING: config.requireSecret("token") } },
    opts,
}));

const outer = new Shelf("outer", { transforms: [mark("outer")] });
const inner = new Shelf("inner", { parent: outer, transforms: [mark("inner")] });
const first = volume("first", { parent: inner });
volume(
    "own",
    { parent: inner, transforms: [mark("own"), mark("second")] },
    { label: "beside", value: first.mountpoint },
);
volume("secret", {}, { label: "token", value: config.requireSecret("token") });
volume("untouched", { transforms: [() => undefined] }, { label: "beside", value: first.mountpoint });
volume("late", { parent: outer }, { label: "beside", value: first.mountpoint });
volume("options", {
    transforms: [
        ({ props, opts }) => ({
            props,
            opts: pulumi.mergeOptions(opts, {
                dependsOn: [first],
                protect: config.getBoolean("protect"),
                ignoreChanges: ["driver"],
                replaceOnChanges: ["labels"],
                additionalSecretOutputs: ["mountpoint"],
                customTimeouts: { create: "5m" },
                deleteBeforeReplace: true,
            }),
        }),
    ],
});
if (config.getBoolean("broken")) {
    const fail = (): undefined => {
        throw new Error("the shelf is broken");
    };
    volume("broken", { transforms: [fail], dependsOn: [first] });
}

export const greeting = local.runOutput({ command: 'printf %s "$GREETING"', environment: {} }).stdout;

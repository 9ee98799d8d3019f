// dependsOn, deletedWith and customTimeouts. step 2 changes the options only, 3 replaces what others are deleted with.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";
import * as command from "@pulumi/command";

const step = new pulumi.Config().requireNumber("step");
class Part extends pulumi.ComponentResource {
    constructor(name: string) {
        super("conformance:index:Part", name);
        new docker.Volume(`${name}-volume`, {}, { parent: this });
        this.registerOutputs();
    }
}
const part = new Part("part");
const host = new docker.Volume("host", { name: "conformance-host", labels: [{ label: "s", value: step >= 3 ? "new" : "old" }] }, { deleteBeforeReplace: true });
new command.local.Command("within", { create: "true", delete: "exit 3" }, { deletedWith: host, dependsOn: host });
new docker.Volume("after", {}, { dependsOn: step === 1 ? [part] : [part, host] });
new command.local.Command(
    "timed",
    { create: "true", delete: "true" },
    { customTimeouts: step === 1 ? { create: "1m" } : { create: "2m", update: "90s", delete: "1h" } },
);

// A provider of the program's own, which nested components hand down. step 2 configures it anew, 3 leaves it for the default one.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";

class Inner extends pulumi.ComponentResource {
    constructor(name: string, opts: pulumi.ComponentResourceOptions) {
        super("conformance:index:Inner", name, {}, opts);
        new docker.Volume(`${name}-volume`, { name: `conformance-${name}` }, { parent: this });
        this.registerOutputs();
    }
}
class Outer extends pulumi.ComponentResource {
    constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
        super("conformance:index:Outer", name, {}, opts);
        new Inner(`${name}-inner`, { parent: this });
        this.registerOutputs();
    }
}
const step = new pulumi.Config().requireNumber("step");
const host = new docker.Provider("host", {
    host: "unix:///var/run/docker.sock",
    ...(step >= 2 ? { sshOpts: ["-o", "BatchMode=yes"] } : {}),
});
new Outer("listed", { providers: [host] });
new Outer("mapped", step >= 3 ? {} : { providers: { docker: host } });
new docker.Volume("direct", {}, { provider: host });
new docker.Volume("default");

// Volumes of others that are read, not managed. step 2 reads another one, 3 one that is absent, 4 makes it the stack's own.
import * as pulumi from "@pulumi/pulumi";
import * as docker from "@pulumi/docker";
import * as command from "@pulumi/command";

const step = new pulumi.Config().requireNumber("step");
const id = { 1: "conformance-read-one", 2: "conformance-read-two", 3: "conformance-read-absent" }[step];
const existing = id ? docker.Volume.get("existing", id) : new docker.Volume("existing", { name: "conformance-read-own" });
new command.local.Command("dependent", { create: "echo $NAME", environment: { NAME: existing.name } });
export const name = existing.name;

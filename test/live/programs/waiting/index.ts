// A command that runs until the test hangs up on it.
import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

new local.Command("wait", {
    interpreter: ["node", "--eval"],
    create: `require("node:net").connect(process.env.SOCKET).resume()`,
    environment: { SOCKET: new pulumi.Config().require("socket") },
});

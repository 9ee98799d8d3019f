// A command that fails, and one that has nothing to do with it.
import { local } from "@pulumi/command";

new local.Command("bad", { create: "exit 3" });
export const said = new local.Command("good", { create: "printf 'all is well'" }).stdout;

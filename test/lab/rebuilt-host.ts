import { join } from "node:path";
import { capture } from "../../setup/process.mjs";
import { imagesIn } from "./images";
import { LabHost } from "./lab";
import { labFolder } from "./places";
import { knownHostsFile } from "./secure-shell";

/** A new machine in place of the host, with nothing on it that its daemon ever had, and another key. */
export async function rebuild(host: LabHost): Promise<void> {
    await host.powerOff();
    await host.makeDisks(imagesIn(join(labFolder, "images")));
    await capture("ssh-keygen", ["-q", "-R", host.address, "-f", knownHostsFile]);
    await host.powerOn();
}

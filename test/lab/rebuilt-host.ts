import { join } from "node:path";
import { imagesIn } from "./images";
import { LabHost } from "./lab";
import { labFolder } from "./places";

/** A new machine in place of the host, with nothing on it that its daemon ever had. */
export async function rebuild(host: LabHost): Promise<void> {
    await host.powerOff();
    await host.makeDisks(imagesIn(join(labFolder, "images")));
    await host.powerOn();
}

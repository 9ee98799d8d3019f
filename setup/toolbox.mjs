// The image in which data is read, copied and measured; it is built here because not every daemon can pull one.
import { join } from "node:path";
import { aptInstall } from "./apt.mjs";
import { canInstallPackages, onPath } from "./machine.mjs";
import { capture, must, say } from "./process.mjs";

export const toolboxImage = "docker-storage/toolbox:2";

export async function ensureToolbox(project, env) {
    const script = join(project, "images", "toolbox", "build.sh");
    const sources = await capture(script, ["--sources"]);
    const label = '{{index .Config.Labels "io.docker-storage.sources"}}';
    const image = await capture("docker", ["image", "inspect", "--format", label, toolboxImage], { env });
    if (image.code === 0 && image.stdout === sources.stdout) {
        return;
    }
    if (canInstallPackages() && !onPath("mmdebstrap")) {
        await aptInstall(
            ["mmdebstrap"],
            `the image ${toolboxImage} is missing or of other sources, and this builds it`,
        );
    }
    say(`building the image ${toolboxImage} (about 250 MB, a minute)`);
    await must(script, [toolboxImage], {
        env,
        remedy: `Without root on Debian or Ubuntu, Docker has to pull debian:bookworm-slim; where it cannot, run:
    sudo apt-get install --yes mmdebstrap && sudo ${script} ${toolboxImage}`,
    });
}

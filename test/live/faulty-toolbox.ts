import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { docker } from "./docker-view";

/** An image that passes for the toolbox and does something else first, or instead; the programs are where they always are. */
export class FaultyToolbox {
    private readonly repository = `docker-storage/test-${randomBytes(4).toString("hex")}`;
    readonly image = `${this.repository}:faulty`;
    private readonly broken: string[] = [];

    constructor(private readonly daemon = docker) {}

    /** @param script shell, with the program's arguments in `$*`; unless it ends, the program runs then */
    async break(script: string): Promise<void> {
        const files = pack();
        files.entry(
            { name: "volume-tools", mode: 0o755 },
            `#!/bin/sh\n${script}\nexec /opt/volume-tools/main.py "$@"\n`,
        );
        files.finalize();
        const container = await this.daemon.createContainer({
            Image: toolboxImage,
            Cmd: ["/bin/sh"],
            Labels: { "io.docker-storage.managed": "test" },
        });
        try {
            // A link to the program itself, which is not to be written to.
            await container.putArchive(await buffer(files), { path: "/usr/local/bin" });
            const { Id } = (await container.commit({ repo: this.repository, tag: "faulty" })) as { Id: string };
            this.broken.push(Id);
        } finally {
            await container.remove();
        }
    }

    /** From now on the image is the toolbox itself. */
    async mend(): Promise<void> {
        await this.daemon.getImage(toolboxImage).tag({ repo: this.repository, tag: "faulty" });
    }

    async remove(): Promise<void> {
        await this.mend();
        for (const image of [this.image, ...this.broken]) await this.daemon.getImage(image).remove({ force: true });
    }
}

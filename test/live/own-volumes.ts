import { randomBytes } from "node:crypto";
import { docker, inVolume, volumeExists } from "./docker-view";

/** Volumes of one suite, under names that nobody else has. */
export class OwnVolumes {
    private readonly run = randomBytes(4).toString("hex");
    private readonly names = new Set<string>();

    constructor(private readonly suite: string) {}

    /** A name that `remove` will look for, whoever makes the volume. */
    named(name: string): string {
        const full = `${this.suite}-${this.run}-${name}`;
        this.names.add(full);
        return full;
    }

    /** @param content a shell command that runs in the volume */
    async make(name: string, content?: string): Promise<string> {
        const full = this.named(name);
        await docker.createVolume({ Name: full, Labels: { "io.docker-storage.managed": "test" } });
        if (content !== undefined) await inVolume(full, content);
        return full;
    }

    async remove(): Promise<void> {
        for (const name of this.names) {
            if (await volumeExists(name)) await docker.getVolume(name).remove();
        }
        this.names.clear();
    }
}

import type { ContainerInspectInfo } from "dockerode";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { docker } from "./docker-view";
import type { OwnVolumes } from "./own-volumes";

/** Whose they are, unless somebody else's are asked for. */
export const STACK = "project/stack";
const OBEDIENT = "trap 'exit 0' TERM; sleep infinity & wait";

/** Containers of one suite, named like its volumes. */
export class OwnContainers {
    private readonly names = new Set<string>();

    constructor(private readonly volumes: OwnVolumes) {}

    /** A running container that mounts a volume, or a folder of the host, at /data, and by default obeys SIGTERM; resolves to its ID. */
    async start(name: string, source: string, ReadOnly = false, command = OBEDIENT, stack = STACK): Promise<string> {
        const full = this.volumes.named(name);
        const made = await docker.createContainer({
            name: full,
            Image: toolboxImage,
            Cmd: ["sh", "-c", command],
            Labels: { "io.docker-storage.managed": "test", "io.docker-storage.stack": stack },
            HostConfig: {
                NetworkMode: "host",
                Mounts: [
                    { Type: source.startsWith("/") ? "bind" : "volume", Source: source, Target: "/data", ReadOnly },
                ],
            },
        });
        this.names.add(full);
        await made.start();
        return made.id;
    }

    inspect(name: string): Promise<ContainerInspectInfo> {
        return docker.getContainer(this.volumes.named(name)).inspect();
    }

    async remove(): Promise<void> {
        await Promise.all([...this.names].map((name) => docker.getContainer(name).remove({ force: true })));
        this.names.clear();
    }
}

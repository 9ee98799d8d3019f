import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Docker from "dockerode";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { type Checksums, PROBE, probe } from "./content";
import { DaemonEvents } from "./daemon-events";
import { ignoreMissing, type Observation, observe } from "./observation";
import { relatedVolumes } from "./related-volumes";
import { type Ground, SCOPE_LABEL } from "./resolve";

/** One cell's things on the daemon: what belongs to it, what lies in it, and how it is removed again. */
export class RunOnDaemon {
    private constructor(
        readonly ground: Ground,
        readonly events: DaemonEvents,
        private readonly docker: Docker,
        /** What was there before is nobody's to remove. */
        private readonly volumesBefore: Set<string>,
        private readonly folders: string[],
    ) {}

    /** @param folders by name, below the run's own */
    static async start(docker: Docker, images: Ground["images"], folderNames: string[]): Promise<RunOnDaemon> {
        const scope = `bench-${randomBytes(4).toString("hex")}`;
        const folder = mkdtempSync(join(tmpdir(), `docker-storage-${scope}-`));
        const folders = folderNames.map((name) => join(folder, name));
        for (const path of folders) mkdirSync(path);
        const { Volumes } = await docker.listVolumes();
        const ground = { scope, folder, images };
        const events = await DaemonEvents.listen(docker, scope);
        return new RunOnDaemon(ground, events, docker, new Set(Volumes.map(({ Name }) => Name)), folders);
    }

    async observe(): Promise<Observation> {
        const { containers, volumes } = await observe(this.docker, this.ground.scope);
        return { containers: containers.filter(({ role }) => role !== PROBE), volumes };
    }

    /** Afterwards the events hold all that happened before. */
    async probeFolders(): Promise<Checksums[]> {
        const probes = [];
        for (const path of [this.ground.folder, ...this.folders]) {
            probes.push(await probe(this.ground.scope, "bind", path));
        }
        await this.events.untilGone(probes[0].name);
        return probes.slice(1).map(({ found }) => found);
    }

    async probeVolumes(): Promise<Map<string, Checksums>> {
        const contents = new Map<string, Checksums>();
        for (const name of await this.ownVolumes()) {
            contents.set(name, (await probe(this.ground.scope, "volume", name)).found);
        }
        return contents;
    }

    /** Those that are there now. */
    private async ownVolumes(): Promise<string[]> {
        const { scope } = this.ground;
        const { Volumes } = await this.docker.listVolumes();
        const labels = (one: Docker.VolumeInspectInfo) => one.Labels as Record<string, string> | null;
        const own = Volumes.filter((one) => one.Name.includes(scope) || labels(one)?.[SCOPE_LABEL] === scope);
        const mounted = this.events.mounts.filter(({ container }) => this.events.containers.has(container));
        const related = relatedVolumes(
            [...own.map(({ Name }) => Name), ...mounted.map(({ volume }) => volume)],
            this.events.mounts,
        );
        return Volumes.map(({ Name }) => Name).filter((name) => related.has(name) && !this.volumesBefore.has(name));
    }

    /** Removes everything of the run. */
    async end(): Promise<void> {
        const filters = { label: [`${SCOPE_LABEL}=${this.ground.scope}`] };
        for (const { Id } of await this.docker.listContainers({ all: true, filters })) {
            await this.docker.getContainer(Id).remove({ force: true }).catch(ignoreMissing);
        }
        for (const name of await this.ownVolumes()) {
            await this.docker.getVolume(name).remove().catch(ignoreMissing);
        }
        this.events.end();
        await this.emptyFolder();
        rmSync(this.ground.folder, { recursive: true, force: true });
    }

    /** Containers wrote there as root. */
    private async emptyFolder(): Promise<void> {
        const mount = `type=bind,source=${this.ground.folder},target=/folder`;
        const command = ["sh", "-c", "find /folder -mindepth 1 -delete"];
        await promisify(execFile)("docker", [
            "run",
            "--rm",
            "--network",
            "none",
            "--mount",
            mount,
            toolboxImage,
            ...command,
        ]);
    }
}

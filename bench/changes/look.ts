import { type Checksums, read } from "./content";
import type { Observation } from "./observation";
import type { RunOnDaemon } from "./run-on-daemon";
import type { Place } from "./storage";
import type { Found } from "./whereabouts";

/** Looks for data everywhere in a run. */
export async function look(run: RunOnDaemon, observed: Observation, place: Place | undefined): Promise<Found> {
    const folders = await run.probeFolders();
    const volumes = await run.probeVolumes();
    return { inPlace: await inPlace(observed, volumes, place), folders, volumes: [...volumes.values()] };
}

async function inPlace(
    observed: Observation,
    volumes: Map<string, Checksums>,
    place: Place | undefined,
): Promise<Checksums> {
    if (place === undefined) return {};
    if ("volume" in place) {
        const named = observed.volumes.filter(({ role }) => role === place.volume);
        return Object.assign({}, ...named.map(({ name }) => volumes.get(name))) as Checksums;
    }
    const holder = observed.containers.find(({ role, isRunning }) => role === place.container && isRunning);
    const mounts = holder?.mounts.some(({ target }) => target === place.target) ?? false;
    return holder === undefined || !mounts ? {} : read(holder.id, place.target);
}

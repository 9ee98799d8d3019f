import { bindMountEffects, ignoredMountChanges, leavingContainers, LeavingContainer, mountEffects } from "./containers";
import { dockerVolumeEffects } from "./docker-volumes";
import { Effect } from "./effects";
import { namedVolumeEffects } from "./named-volumes";
import { gatedNfsVolumes, nfsVolumeEffects } from "./nfs-volumes";
import { Preview } from "./preview";
import { removalsOf } from "./removals";

/** What a preview means for data, as far as it tells by itself. */
export interface PlannedEffects {
    effects: Effect[];
    /** Their anonymous volumes are known to the daemon alone. */
    containers: LeavingContainer[];
    /** What will not happen as the preview says. */
    notes: string[];
}

export function plannedEffects(preview: Preview): PlannedEffects {
    const removals = removalsOf(preview);
    const volumes = [
        ...namedVolumeEffects(preview, removals),
        ...nfsVolumeEffects(preview, removals),
        ...dockerVolumeEffects(preview, removals, gatedNfsVolumes(preview)),
    ];
    const named = new Map(volumes.flatMap((effect) => effect.volumes.map((volume) => [volume, effect.name] as const)));
    const mounts = mountEffects(preview, removals).map((effect) => ({
        ...effect,
        name: named.get(effect.name) ?? effect.name,
    }));
    return {
        effects: [...volumes, ...mounts, ...bindMountEffects(preview)],
        containers: leavingContainers(preview, removals),
        notes: ignoredMountChanges(preview),
    };
}

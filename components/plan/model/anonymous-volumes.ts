import { LeavingContainer } from "./containers";
import { Effect, EffectKind } from "./effects";

/**
 * What happens to the anonymous volumes of a container that goes.
 *
 * @param volumes their names, as the daemon tells; undefined when it could not be asked
 */
export function anonymousVolumeEffects(container: LeavingContainer, volumes: string[] | undefined): Effect[] {
    const { name, host, removesVolumes, declaresAnonymous } = container;
    const fate = removesVolumes
        ? {
              kind: EffectKind.Destroys,
              reason: `an anonymous volume of container ${name}, which goes with it (removeVolumes)`,
          }
        : {
              kind: EffectKind.Detaches,
              reason: `an anonymous volume of container ${name}, which nothing mounts any more`,
          };
    if (volumes !== undefined) {
        return volumes.map((volume) => ({ ...fate, name, volumes: [volume], host }));
    }
    if (!declaresAnonymous) return [];
    return [
        {
            ...fate,
            reason: fate.reason.replace("an anonymous volume", "the anonymous volumes"),
            name,
            volumes: [],
            host,
        },
    ];
}

/** What cannot be said without the daemon: an image can have anonymous volumes of its own. */
export function unknownAnonymousVolumes(containers: LeavingContainer[]): string[] {
    return containers
        .filter(({ removesVolumes, declaresAnonymous }) => removesVolumes && !declaresAnonymous)
        .map(({ name }) => `container ${name} goes, and with it its anonymous volumes, if its image declares any`);
}

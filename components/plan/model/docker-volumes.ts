import { REMOTE_FILE_SYSTEM } from "../../model/driver-options";
import { VOLUME_TYPE } from "../../model/resource-types";
import { nameOf, typeOf } from "../../model/urns";
import { hostOfResource } from "./docker-hosts";
import { Effect, EffectKind } from "./effects";
import { Preview, PreviewedState, knownText, parentTypeOf } from "./preview";
import { Removal, keptBy } from "./removals";

export const NAMED_VOLUME_TYPE = "docker-storage:index:NamedVolume";
export const NFS_VOLUME_TYPE = "docker-storage:index:NfsVolume";

export function isDockerVolume(urn: string): boolean {
    return typeOf(urn) === VOLUME_TYPE;
}

/** The Docker name; nothing for a name that is not known yet. */
export function volumeNameOf(state: PreviewedState | undefined): string | undefined {
    return knownText(state?.id) || knownText(state?.outputs?.name) || knownText(state?.inputs?.name);
}

/**
 * The device or folder that has the data when Docker does not keep it with the volume: it stays when the volume is deleted.
 * Source: Remove in volume/local/local.go, moby.
 */
export function deviceOf(state: PreviewedState | undefined): { device: string; isRemote: boolean } | undefined {
    const found = (name: string): unknown => state?.outputs?.[name] ?? state?.inputs?.[name];
    const { type, device } = (found("driverOpts") ?? {}) as Record<string, unknown>;
    const hasDevice = (found("driver") ?? "local") === "local" && typeof device === "string" && type !== "tmpfs";
    return hasDevice ? { device, isRemote: REMOTE_FILE_SYSTEM.test(String(type)) } : undefined;
}

/**
 * What happens to the volumes that no component looks after: no policy saves what is in them.
 *
 * @param gated URNs of components that have a gate, besides NamedVolumes
 */
export function dockerVolumeEffects(preview: Preview, removals: Removal[], gated: Set<string>): Effect[] {
    const isOurs = ({ urn, state }: { urn: string; state?: PreviewedState }): boolean =>
        isDockerVolume(urn) && parentTypeOf(state) !== NAMED_VOLUME_TYPE && !gated.has(state?.parent ?? "");
    const gone = removals.filter(isOurs).map((removal) => removedVolume(preview, removal));
    const kept = keptBy(preview)
        .map(({ urn, op, old, new: after }) => ({ urn, op, state: after ?? old }))
        .filter(isOurs)
        .map(({ urn, op, state }): Effect => ({
            kind: EffectKind.None,
            name: programName(urn, state),
            volumes: op === "create" ? [] : [volumeNameOf(state) ?? []].flat(),
            host: hostOfResource(preview, state!),
            reason: op === "create" ? "a new volume" : "",
        }));
    return [...gone, ...kept];
}

/** As the program names it: an NfsVolume by the component. */
function programName(urn: string, state: PreviewedState | undefined): string {
    return parentTypeOf(state) === NFS_VOLUME_TYPE ? nameOf(state?.parent ?? "") : nameOf(urn);
}

function removedVolume(preview: Preview, { urn, state, replacement, replaceKeys, isRetained }: Removal): Effect {
    const place = deviceOf(state);
    const how = replacement
        ? `is replaced by an empty one${replaceKeys.length > 0 ? ` (${replaceKeys.join(", ")})` : ""}`
        : "is deleted";
    const effect = {
        name: programName(urn, state),
        volumes: [volumeNameOf(state) ?? []].flat(),
        host: hostOfResource(preview, state),
        isRemote: place?.isRemote,
    };
    if (isRetained) {
        return { ...effect, kind: EffectKind.Retains, reason: "retainOnDelete: the volume leaves the stack only" };
    }
    if (place !== undefined) {
        const verb = replacement ? "is replaced" : "is deleted";
        return {
            ...effect,
            kind: EffectKind.Detaches,
            reason: `the volume ${verb}; its data stays in ${place.device}`,
        };
    }
    return { ...effect, kind: EffectKind.Destroys, reason: `a docker.Volume, which has no policy, ${how}` };
}

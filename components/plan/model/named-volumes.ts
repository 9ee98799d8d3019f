import { nameOf } from "../../model/urns";
import { volumeNameFrom } from "../../model/migration";
import { OnDelete, OnReplace } from "../../model/policies";
import { mountedSnapshots } from "../../model/snapshots";
import { NAMED_VOLUME_TYPE, deviceOf, isDockerVolume, volumeNameOf } from "./docker-volumes";
import { environmentOf, hostOfScript } from "./docker-hosts";
import { Effect, EffectKind } from "./effects";
import { Preview, PreviewedState, PreviewedStep, knownText, parentTypeOf } from "./preview";
import { Removal } from "./removals";

/** The resources of one NamedVolume in a preview. Source: components/data/gate.ts, reclaim.ts and reclaim-fixed.ts. */
interface NamedVolume {
    name: string;
    gate: PreviewedStep | undefined;
    gateRemoval: Removal | undefined;
    fixedReclaim: Removal | undefined;
    reclaims: Removal[];
    volumeRemovals: Removal[];
}

/** What happens to the data of each NamedVolume, by the policies that its scripts will really apply. */
export function namedVolumeEffects(preview: Preview, removals: Removal[]): Effect[] {
    return namedVolumes(preview, removals).flatMap((volume) => effectOn(volume) ?? []);
}

function namedVolumes(preview: Preview, removals: Removal[]): NamedVolume[] {
    const componentOf = (state: PreviewedState | undefined): string =>
        parentTypeOf(state) === NAMED_VOLUME_TYPE ? (state?.parent ?? "") : "";
    const components = new Set(preview.steps.map((step) => componentOf(step.new ?? step.old)).filter(Boolean));
    return [...components].map((component) => {
        const name = nameOf(component);
        const isChild = (state: PreviewedState | undefined, urn: string, suffix: string): boolean =>
            componentOf(state) === component && nameOf(urn) === `${name}${suffix}`;
        const removal = (suffix: string): Removal | undefined =>
            removals.find(({ urn, state }) => isChild(state, urn, suffix));
        const reclaims = removals.filter(({ urn, state }) =>
            ["-reclaim", "-named-reclaim"].some((suffix) => isChild(state, urn, suffix)),
        );
        return {
            name,
            gate: preview.steps.find(
                (step) => isChild(step.new ?? step.old, step.urn, "-gate") && step.op !== "refresh",
            ),
            gateRemoval: removal("-gate"),
            fixedReclaim: removal("-named-reclaim"),
            reclaims,
            volumeRemovals: removals
                .filter(({ urn, state }) => isDockerVolume(urn) && componentOf(state) === component)
                .map((leaving) => ({ ...leaving, isRetained: isRetained(leaving, reclaims) })),
        };
    });
}

/** An engine only forgets a volume; what removes it is the reclaim that goes along with it. */
function isRetained(leaving: Removal, reclaims: Removal[]): boolean {
    const reclaim = reclaimOf(leaving, reclaims);
    if (reclaim === undefined) return leaving.isRetained;
    return reclaim.isRetained || environmentOf(reclaim.state).ON_DELETE === OnDelete.Retain;
}

function reclaimOf(leaving: Removal | undefined, reclaims: Removal[]): Removal | undefined {
    return reclaims.find(({ state }) => environmentOf(state).NAME === volumeNameOf(leaving?.state));
}

function effectOn(volume: NamedVolume): Effect | undefined {
    const { name, gate, gateRemoval, fixedReclaim, reclaims, volumeRemovals } = volume;
    const before = gateRemoval?.state ?? gate?.old ?? fixedReclaim?.state;
    if (before === undefined) {
        if (gate === undefined && volumeRemovals.length === 0) return undefined;
        return gate === undefined ? withoutGate(volume) : created(name, gate);
    }
    const holder = holderOf(before);
    const leaving = volumeRemovals.find(({ state }) => holder === undefined || volumeNameOf(state) === holder);
    const effect = {
        name,
        volumes: [holder ?? []].flat(),
        host: hostOfScript(before),
        isRemote: deviceOf(leaving?.state)?.isRemote,
    };
    const reclaim = reclaimOf(leaving, reclaims);
    if (gateRemoval !== undefined) {
        const saving = fixedReclaim === undefined ? (reclaim ?? gateRemoval) : gateRemoval;
        return { ...effect, ...onDelete(saving, leaving) };
    }
    if (fixedReclaim?.replacement !== undefined) {
        return { ...effect, ...onFixedReplace(fixedReclaim, leaving) };
    }
    const after = environmentOf(gate?.new);
    if (gate?.op === "update" && (knownText(after.NAME) === undefined || after.NAME !== holder)) {
        return { ...effect, copies: 1, ...onReplace(after.ON_REPLACE, leaving, fixedReclaim) };
    }
    if (fixedReclaim !== undefined && !leaving?.isRetained) {
        return { ...effect, kind: EffectKind.Retains, reason: "set aside on the Docker host, as its gate stays" };
    }
    if (reclaim !== undefined) return { ...effect, ...onDelete(reclaim, leaving) };
    if (leaving !== undefined)
        return { ...effect, ...lost(leaving, "its gate, which would save the data, stays as it is") };
    return { ...effect, kind: EffectKind.None, reason: policyChange(environmentOf(before), after) };
}

/** The volume that holds the data: what the gate printed last, or else what it is told. */
function holderOf(gate: PreviewedState): string | undefined {
    const printed = knownText(gate.outputs?.stdout);
    return printed ? volumeNameFrom(printed) : knownText(environmentOf(gate).NAME);
}

type Fate = Pick<Effect, "kind" | "reason" | "copies">;

/** As volume-tools/reclaim_plan.py, or save.py there of a fixed name: by the policy of the last update. */
function onDelete(saving: Removal, leaving: Removal | undefined): Fate {
    const environment = environmentOf(saving.state);
    const { ON_DELETE: policy } = environment;
    if (leaving?.isRetained) {
        const why = policy === OnDelete.Retain ? 'onDelete is "retain"' : "retainOnDelete";
        return { kind: EffectKind.Retains, reason: `${why}: the volume stays on the Docker host` };
    }
    if (policy === OnDelete.Snapshot && !saving.isRetained) {
        return {
            kind: EffectKind.Snapshots,
            reason: `onDelete is "snapshot": saved to ${placeOf(environment)}, verified, then deleted`,
        };
    }
    if (leaving === undefined) return { kind: EffectKind.None, reason: "the volume stays in the stack" };
    return lost(leaving, policy === OnDelete.Discard ? 'onDelete is "discard"' : "no script saves the data");
}

function placeOf({ SNAPSHOTS, SECRETS }: Record<string, unknown>): string {
    if (SECRETS !== undefined) return "the restic repository";
    if (SNAPSHOTS === "") return "docker-storage/snapshots in Docker's own folder";
    return mountedSnapshots(knownText(SNAPSHOTS) ?? "") ?? "the place for snapshots";
}

/** As volume-tools/migrate_plan.py: by the policy of this update. */
function onReplace(policy: unknown, leaving: Removal | undefined, fixed: Removal | undefined): Fate {
    if (policy === OnReplace.Migrate) {
        const stays = leaving?.isRetained ? "; the old volume stays on the Docker host" : "";
        return { kind: EffectKind.Migrates, reason: `to a new volume, verified${stays}` };
    }
    if (leaving?.isRetained || (leaving === undefined && fixed !== undefined)) {
        return {
            kind: EffectKind.Retains,
            reason: "the new volume starts empty; the old one stays on the Docker host",
        };
    }
    return lost(leaving, 'onReplace is "discard": the new volume starts empty');
}

/** As set_aside.py, by the policies of the last update, and then bring_back.py, by those of this one. */
function onFixedReplace(reclaim: Removal, leaving: Removal | undefined): Fate {
    const before = environmentOf(reclaim.state);
    if (before.ON_DELETE === OnDelete.Retain || leaving?.isRetained) {
        return {
            kind: EffectKind.Retains,
            reason: 'the volume has a fixed name and onDelete was "retain", so it is not replaced and the update will fail',
        };
    }
    if (before.ON_REPLACE === OnReplace.Discard && before.ON_DELETE === OnDelete.Discard) {
        return lost(leaving, 'onReplace and onDelete were both "discard": the new volume starts empty');
    }
    if (environmentOf(reclaim.replacement).ON_REPLACE === OnReplace.Migrate) {
        // Docker itself does not keep it, and so it cannot be moved.
        return deviceOf(leaving?.state)
            ? {
                  kind: EffectKind.Migrates,
                  copies: 2,
                  reason: "set aside and brought back, since the name is fixed; verified",
              }
            : {
                  kind: EffectKind.Migrates,
                  copies: 0,
                  reason: "moved out of the volume and into the next one, since the name is fixed",
              };
    }
    return lost(leaving, 'onReplace is "discard": the new volume starts empty');
}

/** Nothing saves the data, but Docker may not have it in the volume. */
function lost(leaving: Removal | undefined, why: string): Fate {
    const place = deviceOf(leaving?.state);
    if (leaving?.isRetained) return { kind: EffectKind.Retains, reason: "the volume stays on the Docker host" };
    return place
        ? { kind: EffectKind.Detaches, reason: `${why}; but the data stays in ${place.device}` }
        : { kind: EffectKind.Destroys, reason: why };
}

/** Only its volume is part of the preview, and perhaps the reclaim of that. */
function withoutGate({ name, volumeRemovals: [removal], reclaims }: NamedVolume): Effect {
    const reclaim = reclaimOf(removal, reclaims);
    return {
        name,
        volumes: [volumeNameOf(removal.state) ?? []].flat(),
        host: hostOfScript(reclaim?.state),
        ...(reclaim === undefined
            ? lost(removal, "the volume goes, and its gate, which would save the data, is not part of this")
            : onDelete(reclaim, removal)),
    };
}

/** The name that a preview shows for a new volume is not the one it will have. */
function created(name: string, gate: PreviewedStep): Effect {
    return { kind: EffectKind.None, name, volumes: [], host: hostOfScript(gate.new), reason: "a new volume" };
}

function policyChange(before: Record<string, unknown>, after: Record<string, unknown>): string {
    const policies = { onReplace: "ON_REPLACE", onDelete: "ON_DELETE" };
    return Object.entries(policies)
        .filter(([, key]) => after[key] !== undefined && after[key] !== before[key])
        .map(([policy, key]) => `${policy} becomes "${String(after[key])}"`)
        .join("; ");
}

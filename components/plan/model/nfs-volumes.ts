import { volumeNameFrom } from "../../model/migration";
import { OnDelete, OnMove } from "../../model/policies";
import { nameOf } from "../../model/urns";
import { environmentOf, hostOfScript } from "./docker-hosts";
import { NFS_VOLUME_TYPE } from "./docker-volumes";
import { Effect, EffectKind } from "./effects";
import { Preview, PreviewedState, PreviewedStep, knownText, parentTypeOf } from "./preview";
import { Removal } from "./removals";

type Fate = Pick<Effect, "kind" | "reason">;

/** What happens to the data of each NfsVolume, by the policies that the scripts of its gate will really apply. */
export function nfsVolumeEffects(preview: Preview, removals: Removal[]): Effect[] {
    const leaving = removals.filter(({ urn, state }) => isGate(urn, state));
    const gone = leaving.map(({ state, isRetained }): Effect => ({
        ...effectOf(state),
        ...onDelete(state, isRetained),
    }));
    const staying = preview.steps.filter(
        ({ op, urn, old, new: after }) =>
            ["same", "create", "update"].includes(op) && isGate(urn, old ?? after) && after !== undefined,
    );
    return [...gone, ...staying.map((step): Effect => ({ ...effectOf(step.old ?? step.new), ...onUpdate(step) }))];
}

/** The components whose data that is. */
export function gatedNfsVolumes(preview: Preview): Set<string> {
    const gates = preview.steps.filter(({ urn, old, new: after }) => isGate(urn, old ?? after));
    return new Set(gates.map(({ old, new: after }) => (old ?? after)?.parent ?? ""));
}

/** Source: components/data/nfs-gate.ts. */
function isGate(urn: string, state: PreviewedState | undefined): boolean {
    return parentTypeOf(state) === NFS_VOLUME_TYPE && nameOf(urn) === `${nameOf(state?.parent ?? "")}-gate`;
}

function effectOf(gate: PreviewedState | undefined): Omit<Effect, keyof Fate> {
    const printed = knownText(gate?.outputs?.stdout);
    return {
        name: nameOf(gate?.parent ?? ""),
        volumes: printed ? [volumeNameFrom(printed)] : [],
        host: hostOfScript(gate),
        isRemote: true,
    };
}

/** As `leave` in volume-tools/nfs_volume.py: by the policy of the last update. */
function onDelete(gate: PreviewedState, isRetained: boolean): Fate {
    const place = placeOf(gate);
    const { ON_DELETE: policy } = environmentOf(gate);
    if (policy === OnDelete.Discard && !isRetained) {
        return { kind: EffectKind.Destroys, reason: `onDelete is "discard": all that is in ${place} is deleted there` };
    }
    if (policy === OnDelete.Snapshot && !isRetained) {
        return {
            kind: EffectKind.Snapshots,
            reason: `onDelete is "snapshot": saved, verified, and left in ${place} too`,
        };
    }
    return { kind: EffectKind.Detaches, reason: `the volume is deleted; its data stays in ${place}` };
}

/** As `migrate` in volume-tools/nfs_volume.py: by the policy of this update. */
function onUpdate({ op, old, new: after }: PreviewedStep): Fate {
    if (old === undefined) return { kind: EffectKind.None, reason: "a new volume" };
    const [from, to] = [placeOf(old), placeTold(after)];
    if (op === "same" || to === undefined || to === from) {
        return { kind: EffectKind.None, reason: op === "same" ? "" : `still in ${from}` };
    }
    return environmentOf(after).ON_MOVE === OnMove.Migrate
        ? { kind: EffectKind.Migrates, reason: `from ${from} to ${to}, verified; what is in ${from} stays there too` }
        : {
              kind: EffectKind.Detaches,
              reason: `onMove is "adopt": its data stays in ${from}, and ${to} is taken as it is`,
          };
}

/** Where the data is: what the gate printed last, or else what it is told. */
function placeOf(gate: PreviewedState): string {
    const printed = /\nnfs \S+ \S+ (.*)/.exec(knownText(gate.outputs?.stdout) ?? "")?.[1];
    return printed ?? placeTold(gate) ?? "the export";
}

function placeTold(gate: PreviewedState | undefined): string | undefined {
    return knownText(environmentOf(gate).NFS)?.replace(/^\S+ \S+ /, "");
}

import { COMMAND_TYPE, CONTAINER_TYPE } from "../../model/resource-types";
import { nameOf, typeOf } from "../../model/urns";
import { environmentOf, hostOfResource, hostOfScript } from "./docker-hosts";
import { DockerHost, Effect, EffectKind } from "./effects";
import { Preview, PreviewedState, PreviewedStep, knownText, parentTypeOf } from "./preview";
import { Removal } from "./removals";

const SHARED_CONTAINER_TYPE = "docker-storage:index:SharedContainer";
const BIND_MOUNT_TYPE = "docker-storage:index:BindMount";

/** A container that goes; only the daemon can tell of all its anonymous volumes. */
export interface LeavingContainer {
    id: string;
    name: string;
    host: DockerHost;
    /** Whether its anonymous volumes go with it. Default of the docker provider: they do. */
    removesVolumes: boolean;
    /** Whether the program itself gives it an anonymous volume. */
    declaresAnonymous: boolean;
}

interface Mount {
    type?: unknown;
    source?: unknown;
    target?: unknown;
}

export function leavingContainers(preview: Preview, removals: Removal[]): LeavingContainer[] {
    return removals
        .filter(({ urn, isRetained }) => typeOf(urn) === CONTAINER_TYPE && !isRetained)
        .map(({ urn, state }) => ({
            id: state.id ?? "",
            name: nameOf(urn),
            host: hostOfResource(preview, state),
            removesVolumes: state.inputs?.removeVolumes !== false,
            declaresAnonymous: mountsOf(state).some(({ type, source }) => type === "volume" && !source),
        }));
}

/** What containers mount no more, though its data stays; and what containers claim to mount, but do not. */
export function mountEffects(preview: Preview, removals: Removal[]): Effect[] {
    const mountedAfter = new Set(
        preview.steps.filter(isThereAfter).flatMap((step) => volumeSources(mountsOf(step.new))),
    );
    const lost = (name: string, host: DockerHost, sources: string[]): Effect[] =>
        sources
            .filter((source) => !mountedAfter.has(source))
            .map((source) => ({
                kind: EffectKind.Detaches,
                name: source,
                volumes: [source],
                host,
                reason: `container ${name} mounts it no more`,
            }));
    return removals.flatMap(({ urn, state, replacement, isRetained }) => {
        if (isRetained) return [];
        const gone = mountsOf(state).filter((mount) => !mountsOf(replacement).some((other) => mayBeSame(mount, other)));
        if (typeOf(urn) === CONTAINER_TYPE)
            return lost(nameOf(urn), hostOfResource(preview, state), volumeSources(gone));
        if (isLentMount(state)) return lost(nameOf(state.parent ?? ""), hostOfScript(state), volumeSources(gone));
        return [];
    });
}

/**
 * The docker provider says that it updates a container whose mounts change, and changes nothing: only a replacement does.
 * Source: docs/findings.md.
 */
export function ignoredMountChanges(preview: Preview): string[] {
    return preview.steps.flatMap(({ op, urn, old, new: after }) => {
        if (op !== "update" || typeOf(urn) !== CONTAINER_TYPE) return [];
        const later = mountsOf(after);
        const stays = mountsOf(old).filter(({ source, target }) =>
            later.some((other) => other.target === target && other.source !== source),
        );
        return volumeSources(stays).map(
            (source) =>
                `container ${nameOf(urn)} stays on volume ${source}: another source in its mounts needs a replacement ` +
                "(replaceOnChanges, or a SharedContainer)",
        );
    });
}

/** A folder of the Docker host stays, whatever happens to its BindMount. */
export function bindMountEffects(preview: Preview): Effect[] {
    return preview.steps.flatMap((step): Effect[] => {
        const { op, old, new: after } = step;
        const state = after ?? old;
        const folder = knownText(environmentOf(old ?? after).FOLDER);
        if (parentTypeOf(state) !== BIND_MOUNT_TYPE || folder === undefined || op === "refresh") return [];
        const effect = { name: nameOf(state?.parent ?? ""), volumes: [], folder, host: hostOfScript(state) };
        if (isDeleted(step)) {
            return [{ ...effect, kind: EffectKind.Detaches, reason: `folder ${folder} stays, with its data` }];
        }
        const next = environmentOf(after).FOLDER;
        if (old === undefined || next === folder) return [{ ...effect, kind: EffectKind.None, reason: "" }];
        const now = knownText(next) ?? "another folder";
        return [
            {
                ...effect,
                kind: EffectKind.Detaches,
                reason: `${now} takes the place of ${folder}, which stays as it is`,
            },
        ];
    });
}

function isDeleted({ op }: PreviewedStep): boolean {
    return op === "delete" || op === "delete-replaced";
}

/** A refresh tells of what was there before. */
function isThereAfter(step: PreviewedStep): boolean {
    return step.op !== "refresh" && !isDeleted(step);
}

/** The command that lends a SharedContainer a mount without copy-up. Source: components/data/lent-mount.ts. */
function isLentMount(state: PreviewedState): boolean {
    return state.type === COMMAND_TYPE && parentTypeOf(state) === SHARED_CONTAINER_TYPE;
}

function mountsOf(state: PreviewedState | undefined): Mount[] {
    if (state === undefined) return [];
    if (isLentMount(state)) {
        const { SOURCE: source, TARGET: target } = environmentOf(state);
        return source === undefined ? [] : [{ type: "volume", source, target }];
    }
    const mounts = (state.inputs?.mounts ?? []) as Mount[];
    const volumes = (state.inputs?.volumes ?? []) as {
        volumeName?: string;
        containerPath?: string;
        hostPath?: string;
        fromContainer?: string;
    }[];
    return [
        ...mounts,
        ...volumes
            .filter(({ hostPath, fromContainer }) => !hostPath && !fromContainer)
            .map(({ volumeName, containerPath }) => ({ type: "volume", source: volumeName, target: containerPath })),
    ];
}

function volumeSources(mounts: Mount[]): string[] {
    return mounts.flatMap(({ type, source }) => (type === "volume" && knownText(source)) || []);
}

/** A source that is known only later is that of the volume to which the data goes. */
function mayBeSame(mount: Mount, other: Mount): boolean {
    return mount.source === other.source || (mount.target === other.target && knownText(other.source) === undefined);
}

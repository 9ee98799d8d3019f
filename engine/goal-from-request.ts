import type { Alias as WireAlias } from "@pulumi/pulumi/proto/alias_pb";
import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

import type { Alias, Goal, ReadGoal } from "./goal";
import { fromStruct, fromValue, sourcePosition } from "./wire";

const UNIT_SECONDS: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

export function goalFromRequest(request: RegisterResourceRequest, root: string): Goal {
    const timeouts = request.getCustomtimeouts();
    const goal: Goal = {
        type: request.getType(),
        name: request.getName(),
        custom: request.getCustom(),
        inputs: fromStruct(request.getObject()),
        parent: request.getParent() || undefined,
        provider: request.getProvider() || undefined,
        version: request.getVersion(),
        pluginDownloadUrl: request.getPlugindownloadurl() || undefined,
        dependencies: unique(request.getDependenciesList()),
        propertyDependencies: propertyDependencies(request),
        protect: request.getProtect(),
        retainOnDelete: request.getRetainondelete(),
        deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        aliases: [...request.getAliasurnsList().map((urn) => ({ urn })), ...request.getAliasesList().map(alias)],
        importId: request.getImportid() || undefined,
        customTimeouts: timeouts && compactTimeouts(timeouts.toObject()),
        deletedWith: request.getDeletedwith() || undefined,
        replaceWith: request.getReplaceWithList(),
        replacementTrigger: fromValue(request.getReplacementTrigger()),
        hideDiff: request.getHidediffsList(),
        ...origin(request, root),
    };
    if (request.getRemote()) {
        throw new Error(
            `the embedded engine cannot construct the remote component '${goal.type}': ` +
                "install the Pulumi CLI and run this program with `pulumi`",
        );
    }
    return goal;
}

export function readGoalFromRequest(request: ReadResourceRequest, root: string): ReadGoal {
    return {
        id: request.getId(),
        type: request.getType(),
        name: request.getName(),
        inputs: fromStruct(request.getProperties()),
        parent: request.getParent() || undefined,
        provider: request.getProvider() || undefined,
        version: request.getVersion(),
        dependencies: unique(request.getDependenciesList()),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        ...origin(request, root),
    };
}

function origin(
    request: RegisterResourceRequest | ReadResourceRequest,
    root: string,
): Pick<Goal, "sourcePosition" | "stackTrace"> {
    const position = request.getSourceposition()?.toObject();
    return {
        sourcePosition: sourcePosition(root, position),
        stackTrace: request
            .getStacktrace()
            ?.getFramesList()
            .map((frame) => {
                const at = sourcePosition(root, frame.getPc()?.toObject());
                return at ? { sourcePosition: at } : {};
            }),
    };
}

function propertyDependencies(request: RegisterResourceRequest): Goal["propertyDependencies"] {
    const byKey: Goal["propertyDependencies"] = {};
    request.getPropertydependenciesMap().forEach((value, key) => (byKey[key] = unique(value.getUrnsList())));
    return byKey;
}

function alias(raw: WireAlias): Alias {
    const spec = raw.getSpec();
    if (!spec) return { urn: raw.getUrn() };
    return {
        name: spec.getName() || undefined,
        type: spec.getType() || undefined,
        stack: spec.getStack() || undefined,
        project: spec.getProject() || undefined,
        parent: spec.getParenturn() || undefined,
        noParent: spec.getNoparent() || undefined,
    };
}

/** The order in which Pulumi keeps URNs in the state: as they were sent, each once. */
function unique(urns: string[]): string[] {
    return [...new Set(urns)];
}

function compactTimeouts(raw: { create: string; update: string; pb_delete: string }): Goal["customTimeouts"] {
    const timeouts: NonNullable<Goal["customTimeouts"]> = {};
    if (raw.create) timeouts.create = durationSeconds(raw.create);
    if (raw.update) timeouts.update = durationSeconds(raw.update);
    if (raw.pb_delete) timeouts.delete = durationSeconds(raw.pb_delete);
    return Object.keys(timeouts).length > 0 ? timeouts : undefined;
}

/** A duration as Go writes it (`1h30m`, `1.5s`), in seconds. */
export function durationSeconds(text: string): number {
    const pieces = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g)];
    if (pieces.length === 0 || pieces.map(([piece]) => piece).join("") !== text) {
        throw new Error(`unable to parse customTimeout Value ${text}`);
    }
    return pieces.reduce((sum, [, amount, unit]) => sum + Number(amount) * UNIT_SECONDS[unit], 0);
}

import { basename, dirname, join } from "node:path";
import { isObject, Properties, PropertyValue } from "../property";
import type { PendingOperation, ResourceState, Snapshot } from "../state";

/** What a checkpoint says about a stack, as it is written: secrets are encrypted. Source: apitype.DeploymentV3. */
export interface Deployment {
    manifest: { time: string; magic: string; version: string };
    secrets_providers?: { type: string; state?: { salt?: string } };
    resources?: ResourceState[];
    pending_operations?: PendingOperation[];
    metadata?: Properties;
}

/** The wrapper of `stack export` and `stack import`. */
export interface VersionedDeployment {
    version: number;
    features?: string[];
    deployment?: Deployment;
}

const BASE_VERSION = 3;
/** Version 4 is version 3 with a list of features, for readers that do not know them. */
const FEATURES_VERSION = 4;
const NEWER = "go on with the Pulumi CLI that wrote it, or with a newer embedded engine";

/** The fields of apitype.ResourceV3 in the order in which Pulumi writes them. */
const FIELDS: (keyof ResourceState)[] = [
    "urn",
    "custom",
    "delete",
    "id",
    "type",
    "inputs",
    "outputs",
    "parent",
    "protect",
    "taint",
    "external",
    "dependencies",
    "initErrors",
    "provider",
    "propertyDependencies",
    "pendingReplacement",
    "additionalSecretOutputs",
    "aliases",
    "customTimeouts",
    "importID",
    "retainOnDelete",
    "deletedWith",
    "replaceWith",
    "created",
    "modified",
    "sourcePosition",
    "stackTrace",
    "ignoreChanges",
    "hideDiff",
    "replaceOnChanges",
    "replacementTrigger",
    "refreshBeforeUpdate",
    "viewOf",
    "resourceHooks",
];

/** Which features of version 4 a resource needs. Source: ApplyFeatures in pkg/resource/stack/deployment.go. */
const FEATURES: Record<string, (resource: ResourceState) => boolean> = {
    refreshBeforeUpdate: (resource) => resource.refreshBeforeUpdate === true,
    views: (resource) => Boolean(resource.viewOf),
    hooks: (resource) => Object.keys(resource.resourceHooks ?? {}).length > 0,
    taint: (resource) => resource.taint === true,
    replaceWith: (resource) => (resource.replaceWith ?? []).length > 0,
};

/** @param path where the text comes from, for messages: `.pulumi/stacks/<project>/<stack>.json` */
export function parseCheckpoint(text: string, path: string): VersionedDeployment {
    const { version, features, checkpoint } = parseFile(text, path);
    try {
        return checkVersion({ version: version ?? 0, features, deployment: checkpoint.latest });
    } catch (error) {
        throw new Error(`failed to load checkpoint: ${path}: ${(error as Error).message}`, { cause: error });
    }
}

interface CheckpointFile {
    version?: number;
    features?: string[];
    checkpoint: { latest?: Deployment };
}

function parseFile(text: string, path: string): CheckpointFile {
    let file: PropertyValue;
    try {
        file = JSON.parse(text) as PropertyValue;
    } catch (error) {
        throw damaged(path, (error as Error).message);
    }
    if (!isObject(file) || !isObject(file.checkpoint)) throw damaged(path, "it is not a checkpoint of Pulumi");
    return file as unknown as CheckpointFile;
}

function damaged(path: string, reason: string): Error {
    const [stack, project, state] = [basename(path, ".json"), basename(dirname(path)), dirname(dirname(dirname(path)))];
    return new Error(
        `failed to load checkpoint: ${path}: ${reason}; the file is damaged, and was left as it is: copy the newest ` +
            `file of ${join(state, "backups", project, stack)} over it, which is the state that the last operation ` +
            `left, or ${path}.bak, which is older, and run \`refresh\``,
    );
}

/** @throws Error when the deployment was written by a Pulumi that this engine does not follow */
export function checkVersion(versioned: VersionedDeployment): VersionedDeployment {
    // A stack without any state yet has version 0.
    if (versioned.deployment === undefined) return versioned;
    const { version, features = [] } = versioned;
    if (version < BASE_VERSION) {
        throw new Error(
            `this stack's deployment is too old: version ${version}; have a Pulumi 3 CLI \`refresh\` it first`,
        );
    }
    if (version > FEATURES_VERSION) {
        throw new Error(
            `this stack's deployment version is too new: ${version}, of at most ${FEATURES_VERSION}; ${NEWER}`,
        );
    }
    const unknown = features.filter((feature) => !(feature in FEATURES));
    if (unknown.length > 0) {
        const needed = unknown.join(", ");
        throw new Error(`this stack's deployment needs support for the following features: ${needed}; ${NEWER}`);
    }
    return versioned;
}

/** Most resources are the same from one write to the next, so each is put into text once. */
const texts = new WeakMap<ResourceState, string>();

function resourceText(resource: ResourceState): string {
    const text = texts.get(resource) ?? JSON.stringify(resource);
    texts.set(resource, text);
    return text;
}

function deploymentText(deployment: Deployment): string {
    const fields = Object.entries(deployment)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => {
            const text =
                key === "resources" ? `[${deployment.resources!.map(resourceText).join(",")}]` : JSON.stringify(value);
            return `${JSON.stringify(key)}:${text}`;
        });
    return `{${fields.join(",")}}`;
}

/** What `JSON.stringify` gives. Resources must not change after they were written once: see `resourceWriter`. */
export function formatCheckpoint(stack: string, { version, features, deployment }: VersionedDeployment): string {
    const head = JSON.stringify({ version, features }).slice(0, -1);
    const latest = deployment === undefined ? "" : `,"latest":${deploymentText(deployment)}`;
    return `${head},"checkpoint":{"stack":${JSON.stringify(stack)}${latest}}}`;
}

export function versioned(deployment: Deployment): VersionedDeployment {
    const resources = deployment.resources ?? [];
    const features = Object.keys(FEATURES)
        .filter((feature) => resources.some(FEATURES[feature]))
        .sort();
    return features.length > 0
        ? { version: FEATURES_VERSION, features, deployment }
        : { version: BASE_VERSION, deployment };
}

/** Changes the values of a resource that can hold secrets; `place` tells them apart. */
function mapValues(
    resource: ResourceState,
    change: (value: PropertyValue, place: string) => PropertyValue,
): ResourceState {
    const changed: ResourceState = { ...resource };
    if (resource.inputs) changed.inputs = change(resource.inputs, `${resource.urn} inputs`) as Properties;
    if (resource.outputs) changed.outputs = change(resource.outputs, `${resource.urn} outputs`) as Properties;
    if (resource.replacementTrigger !== undefined) {
        changed.replacementTrigger = change(resource.replacementTrigger, `${resource.urn} replacementTrigger`);
    }
    return changed;
}

type Change = (value: PropertyValue, place: string) => PropertyValue;

function mapResources(snapshot: Snapshot, change: (resource: ResourceState) => ResourceState): Snapshot {
    return {
        resources: snapshot.resources.map(change),
        pendingOperations: snapshot.pendingOperations.map((one) => ({ ...one, resource: change(one.resource) })),
    };
}

export function toSnapshot(deployment: Deployment | undefined, readSecrets: Change): Snapshot {
    const stored = { resources: deployment?.resources ?? [], pendingOperations: deployment?.pending_operations ?? [] };
    return mapResources(stored, (resource) => mapValues(resource, readSecrets));
}

/** Gives resources the form in which Pulumi writes them. One that it has met is not looked at again, so it must not change. */
export function resourceWriter(writeSecrets: Change): (resource: ResourceState) => ResourceState {
    const written = new WeakMap<ResourceState, ResourceState>();
    return (resource) => {
        const known = written.get(resource) ?? ordered(mapValues(resource, writeSecrets));
        written.set(resource, known);
        return known;
    };
}

/** @param previous what is kept of it: the parts that are no resources */
export function toDeployment(
    snapshot: Snapshot,
    previous: Deployment | undefined,
    salt: string | undefined,
    writeResource: (resource: ResourceState) => ResourceState,
): Deployment {
    const written = mapResources(snapshot, writeResource);
    const {
        manifest: _,
        secrets_providers,
        resources: __,
        pending_operations: ___,
        metadata,
        ...rest
    } = previous ?? {};
    return {
        manifest: { time: goTime(new Date().toISOString()), magic: "", version: "" },
        secrets_providers: salt === undefined ? secrets_providers : { type: "passphrase", state: { salt } },
        resources: written.resources.length > 0 ? written.resources : undefined,
        pending_operations:
            written.pendingOperations.length > 0
                ? written.pendingOperations.map(({ resource, type }) => ({ resource, type }))
                : undefined,
        metadata: metadata ?? {},
        ...rest,
    };
}

function isEmpty(value: unknown): boolean {
    if (value === undefined || value === null || value === false || value === "") return true;
    return typeof value === "object" && Object.keys(value).length === 0;
}

/** The same resource as Pulumi writes it: known fields in order, then others, empty ones left out, maps sorted. */
function ordered(resource: ResourceState): ResourceState {
    const others = (Object.keys(resource) as (keyof ResourceState)[]).filter((field) => !FIELDS.includes(field));
    const entries = [...FIELDS, ...others]
        .filter((field) => field === "custom" || !isEmpty(resource[field]))
        .map((field) => [field, fieldValue(resource, field)]);
    return Object.fromEntries(entries) as ResourceState;
}

function fieldValue(resource: ResourceState, field: keyof ResourceState): unknown {
    if (field === "stackTrace") return resource[field];
    if (field === "created" || field === "modified") return goTime(resource[field] ?? "");
    return sorted(resource[field] as PropertyValue);
}

/** A time as Pulumi writes it: without zeros at the end of the fraction. */
export function goTime(time: string): string {
    return time.replace(/(\.\d*[1-9])0+Z$|\.0+Z$/, "$1Z");
}

function sorted(value: PropertyValue): PropertyValue {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isObject(value)) return value;
    return Object.fromEntries(
        Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key])]),
    );
}

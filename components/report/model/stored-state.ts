import { withoutSecrets } from "./without-secrets";

export type Properties = Record<string, unknown>;

/** A resource as engines keep it, without its secrets. Source: ResourceV3 in sdk/go/common/apitype, pulumi/pulumi. */
export interface StoredResource {
    urn: string;
    type: string;
    id?: string;
    parent?: string;
    /** The URN of its provider, `::`, and the provider's id. */
    provider?: string;
    /** Whether it is replaced already, and only waits for being deleted. */
    delete?: boolean;
    inputs: Properties;
    outputs: Properties;
}

/** What a stack holds after an update. */
export interface StoredState {
    project: string;
    stack: string;
    /** When it was written, in ISO 8601; nothing for a stack that was never updated. */
    time?: string;
    resources: StoredResource[];
}

interface Deployment {
    manifest?: { time?: string };
    resources?: Array<Partial<StoredResource> & { urn: string; type: string }> | null;
}

/** What is wrong with the document, and what to give instead. */
export class StateError extends Error {}

const REMEDY = "give what `pulumi stack export` prints";

/**
 * Reads a stack's state: what `stack export` prints, or a checkpoint of the file backend.
 *
 * @throws StateError if it is neither.
 */
export function readState(text: string): StoredState {
    if (text.trim() === "") throw new StateError(`the stack's state is empty: ${REMEDY}`);
    const deployment = deploymentOf(parsed(text));
    if (deployment === undefined) throw new StateError(`this is no state of a stack: ${REMEDY}`);
    const resources = (deployment.resources ?? []).map((resource) => ({
        ...resource,
        inputs: (withoutSecrets(resource.inputs) ?? {}) as Properties,
        outputs: (withoutSecrets(resource.outputs) ?? {}) as Properties,
    }));
    const [, stack = "", project = ""] = /^urn:pulumi:(.*?)::(.*?)::/.exec(resources.at(0)?.urn ?? "") ?? [];
    return { project, stack, time: deployment.manifest?.time, resources };
}

/** Those that are not just waiting for being deleted. */
export function liveResources({ resources }: StoredState): StoredResource[] {
    return resources.filter((resource) => !resource.delete);
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function deploymentOf(document: unknown): Deployment | undefined {
    const { version, deployment, checkpoint } = (document ?? {}) as {
        version?: number;
        deployment?: Deployment | null;
        checkpoint?: { latest?: Deployment | null };
    };
    if (version === undefined || (deployment === undefined && checkpoint === undefined)) return undefined;
    return deployment ?? checkpoint?.latest ?? {};
}

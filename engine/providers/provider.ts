import { Properties } from "../property";

/**
 * A provider, as Pulumi's own protocol (pulumirpc.ResourceProvider) asks of it. The SDK's `provider.Provider` has no preview
 * flag, detailed diff, time limits or old inputs, which the engine's steps need; the names and meanings here are the same.
 * Secrets are revealed before a call; the engine marks them again in what comes back. Unknown values (`UNKNOWN`) occur in previews only.
 */
export interface Provider {
    readonly package: string;
    readonly version: string;
    /**
     * Called once, with the provider resource's own inputs (configuration), before anything but `checkConfig`. As long as some of them
     * are unknown, nothing is asked of what they lead to: it would be another.
     */
    configure(inputs: Properties): Promise<void>;
    checkConfig(request: CheckRequest): Promise<CheckResult>;
    check(request: CheckRequest): Promise<CheckResult>;
    diff(request: DiffRequest): Promise<DiffResult>;
    create(request: CreateRequest): Promise<{ id: string; outputs: Properties }>;
    /** Without `id` in the answer: the resource is gone. `inputs` as `check` would return them, for imports. */
    read(request: ReadRequest): Promise<{ id?: string; inputs: Properties; outputs: Properties }>;
    update(request: UpdateRequest): Promise<{ outputs: Properties }>;
    delete(request: DeleteRequest): Promise<void>;
    /**
     * What a creation that was cut off at its time had made already: found by the name that it was to have, and not
     * older than the attempt. Incomplete ones are replaced by the next update.
     */
    findInterrupted?(request: InterruptedRequest): Promise<{ id: string; complete: boolean } | undefined>;
    invoke(request: { token: string; args: Properties; preview: boolean }): Promise<InvokeResult>;
    /** Whether secrets in a list keep their places; otherwise one of them makes the whole list secret. */
    readonly marksSecretsInLists?: boolean;
    /** Output properties that hold secrets whenever the given inputs do; the engine adds those of the same name as a secret input. */
    secretOutputs?(type: string, secretInputs: string[]): string[];
}

export interface CheckFailure {
    property: string;
    reason: string;
}

export interface CheckRequest {
    urn: string;
    /** The checked inputs of the resource as it is in the state; absent for a new resource and for a replacement. */
    olds?: Properties;
    news: Properties;
}

export interface CheckResult {
    inputs: Properties;
    failures: CheckFailure[];
}

export type DiffKind = "add" | "add-replace" | "delete" | "delete-replace" | "update" | "update-replace";

export interface PropertyDiff {
    diffKind: DiffKind;
    /** Whether old inputs (rather than old outputs) were compared with new inputs. */
    inputDiff: boolean;
}

export interface DiffRequest {
    urn: string;
    id: string;
    oldInputs: Properties;
    oldOutputs: Properties;
    newInputs: Properties;
    ignoreChanges: string[];
}

export interface DiffResult {
    changes: boolean;
    /** Top-level input properties that changed. */
    diffs: string[];
    /** Property paths that force a replacement. */
    replaces: string[];
    /** By property path, such as `labels[0].value`. */
    detailedDiff: Record<string, PropertyDiff>;
    deleteBeforeReplace: boolean;
    /** Output properties that an update never changes. */
    stables: string[];
}

export interface CreateRequest {
    urn: string;
    inputs: Properties;
    timeoutSeconds?: number;
    /** In a preview nothing is made: the answer holds what would be known, and `UNKNOWN` for the rest. */
    preview: boolean;
}

export interface ReadRequest {
    urn: string;
    id: string;
    /** Absent for an import or a `get`. */
    oldInputs?: Properties;
    oldOutputs?: Properties;
}

export interface UpdateRequest {
    urn: string;
    id: string;
    oldInputs: Properties;
    oldOutputs: Properties;
    newInputs: Properties;
    ignoreChanges: string[];
    timeoutSeconds?: number;
    preview: boolean;
}

export interface DeleteRequest {
    urn: string;
    id: string;
    oldInputs: Properties;
    oldOutputs: Properties;
    timeoutSeconds?: number;
}

export interface InterruptedRequest {
    urn: string;
    inputs: Properties;
    /** When the creation began, in ISO 8601. */
    since: string;
}

export interface InvokeResult {
    outputs: Properties;
    failures: CheckFailure[];
}

/** The resource exists, but not as asked for: the state keeps it with `initErrors`, and the step fails. */
export class ResourceInitError extends Error {
    constructor(
        readonly id: string,
        readonly outputs: Properties,
        readonly reasons: string[],
    ) {
        super(reasons.join("\n"));
    }
}

/**
 * Nobody can tell whether the resource was made. The state keeps the creation as a pending one, as if the engine had been
 * killed meanwhile, and the next update has it looked for.
 */
export class CreationInterrupted extends Error {}

export type Severity = "debug" | "info" | "warning" | "error";

/** What a provider may ask of the engine that runs it. */
export interface ProviderHost {
    log(message: { urn?: string; severity: Severity; text: string; ephemeral?: boolean }): void;
    /** The program's folder, which relative paths start from and commands run in. */
    readonly directory: string;
    /** Aborted when the user asks a second time to stop: running operations end at once. */
    readonly cancelled: AbortSignal;
}

export type ProviderFactory = (host: ProviderHost) => Provider;

import type { EngineEvent } from "./events";
import type { Program } from "./program";
import type { Project } from "./project";
import type { Properties } from "./property";
import type { ProviderFactory } from "./providers/provider";
import type { ResourceState, Snapshot } from "./state";
import type { Step } from "./step";

export type DeploymentKind = "update" | "preview" | "refresh" | "destroy";

/** Everything that one operation on a stack needs; what the command line and the backend hand to the engine. */
export interface DeploymentOptions {
    kind: DeploymentKind;
    /** A refresh or destroy that only shows what it would do. */
    dryRun: boolean;
    project: Project;
    /** A process for the project's program that was started ahead; nobody else uses it. Default: one is started when needed. */
    program?: Program;
    stack: string;
    /** Full keys (`project:key`) with values in the clear. */
    config: Record<string, string>;
    /** The keys of `config` whose values are secrets. */
    secretKeys: string[];
    /** `config` as anybody may see it. */
    shownConfig: Record<string, string>;
    snapshot: Snapshot;
    /** Writes the state down, durably, before it returns. */
    persist: (snapshot: Snapshot) => Promise<void>;
    /** Told of all that happens; of a step with more than its event says. */
    emit: (event: Omit<EngineEvent, "sequence" | "timestamp">, step?: Step) => void;
    providers: Record<string, ProviderFactory>;
    /** For `StackReference`: the stack resource of another stack, or nothing if there is no such stack. */
    readStack: (name: string) => Promise<ResourceState | undefined>;
    /** URNs, with `*` and `**` as wildcards; empty: everything. */
    targets: string[];
    targetDependents: boolean;
    replaceTargets: string[];
    excludeProtected: boolean;
    /** At most so many resource operations at once. */
    parallel: number;
    /** Read every resource before an update or a destroy. */
    refresh: boolean;
    continueOnError: boolean;
    /** Aborted once: no new step starts. */
    stop: AbortSignal;
    /** Aborted on the second request: running operations are given up. */
    terminate: AbortSignal;
}

export interface DeploymentResult {
    succeeded: boolean;
    /** Steps by operation, as in Pulumi's summary event: `create`, `update`, `replace`, `delete`, `same`, ... */
    changes: Record<string, number>;
    outputs: Properties;
    durationSeconds: number;
}

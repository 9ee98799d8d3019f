import { setTimeout } from "node:timers/promises";

import { deleteAll, deleteUnwanted } from "./deletion";
import { Diagnostics } from "./diagnostics";
import type { EngineEvent } from "./events";
import { Executor } from "./execute";
import { Identities } from "./identities";
import { Monitor } from "./monitor";
import { Bail, Planner } from "./planner";
import { Program, programFolder } from "./program";
import type { Project } from "./project";
import type { Properties } from "./property";
import { ProviderRegistry } from "./provider-registry";
import type { ProviderFactory } from "./providers/provider";
import { PulumiProvider } from "./providers/pulumi";
import { recoverCreations } from "./recovery";
import { pendingOperations } from "./refusals";
import { refreshAll } from "./refresh";
import { Registrar } from "./registrar";
import type { ResourceState, Snapshot } from "./state";
import { StateWriter } from "./state-writer";
import { StepsRunner } from "./steps-runner";
import { STACK_TYPE } from "./urn";

export type DeploymentKind = "update" | "preview" | "refresh" | "destroy";

/** Everything that one operation on a stack needs; what the command line and the backend hand to the engine. */
export interface DeploymentOptions {
    kind: DeploymentKind;
    /** A refresh or destroy that only shows what it would do. */
    dryRun: boolean;
    project: Project;
    stack: string;
    /** Full keys (`project:key`) with values in the clear. */
    config: Record<string, string>;
    /** The keys of `config` whose values are secrets. */
    secretKeys: string[];
    snapshot: Snapshot;
    /** Writes the state down, durably, before it returns. */
    persist: (snapshot: Snapshot) => Promise<void>;
    emit: (event: Omit<EngineEvent, "sequence" | "timestamp">) => void;
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

/** How long a program is listened to after a failure; it has nothing to wait for then, and would go on for ever. */
const LAST_WORDS_MILLISECONDS = 50;

/** Where Pulumi keeps a stack that belongs to nobody in particular. */
const ORGANIZATION = "organization";

/** Carries out one operation on a stack, from its first event to its last. Source: deployment_executor.go in pulumi/pulumi. */
export async function deploy(options: DeploymentOptions): Promise<DeploymentResult> {
    const startedAt = Date.now();
    const deployment = new Deployment(options);
    const secretKeys = new Set(options.secretKeys);
    const shown = ([key, value]: [string, string]) => [key, secretKeys.has(key) ? "[secret]" : value] as const;
    options.emit({ preludeEvent: { config: Object.fromEntries(Object.entries(options.config).map(shown)) } });
    const succeeded = await deployment.run();
    const durationSeconds = Math.ceil((Date.now() - startedAt) / 1000);
    const { changes, maybeCorrupt } = deployment.runner;
    options.emit({
        summaryEvent: {
            maybeCorrupt,
            durationSeconds,
            resourceChanges: changes,
            PolicyPacks: {},
            isPreview: deployment.preview,
            result: succeeded ? "succeeded" : "failed",
        },
    });
    options.emit({ cancelEvent: {} });
    return { succeeded, changes, outputs: deployment.outputs, durationSeconds };
}

class Deployment {
    readonly preview: boolean;
    readonly runner: StepsRunner;
    private readonly diagnostics: Diagnostics;
    private readonly providers: ProviderRegistry;
    private readonly planner: Planner;
    private readonly registrar: Registrar;
    private readonly writer: StateWriter;
    private readonly olds = new Map<string, ResourceState>();
    private resources: ResourceState[];
    private aborted = false;
    private abortProgram!: () => void;
    private readonly programAborted = new Promise<void>((resolve) => (this.abortProgram = resolve));

    constructor(private readonly options: DeploymentOptions) {
        this.preview = options.kind === "preview" || options.dryRun;
        this.resources = options.snapshot.resources;
        this.indexOlds();
        this.diagnostics = new Diagnostics(options.emit);
        const identities = new Identities(options.stack, options.project.name, this.olds);
        this.writer = new StateWriter(this.resources, this.preview ? undefined : options.persist, identities.renamed);
        this.providers = new ProviderRegistry(
            { ...options.providers, pulumi: () => this.builtInFunctions() },
            {
                log: ({ severity, text, ...rest }) =>
                    severity !== "debug" && this.diagnostics.report(severity, text, rest),
                cancelled: options.terminate,
                directory: programFolder(options.project),
            },
            (urn) => this.olds.get(urn) ?? this.resources.find((resource) => resource.urn === urn),
        );
        this.planner = new Planner(
            { ...options, preview: this.preview },
            this.resources,
            identities,
            this.providers,
            this.diagnostics,
        );
        const executor = new Executor(
            this.providers,
            this.preview,
            (urn) => this.planner.isDeleted(urn),
            (urn, text) => this.diagnostics.warning(text, urn),
        );
        this.runner = new StepsRunner(
            { ...options, preview: this.preview, isRefresh: options.kind === "refresh" },
            executor,
            this.writer,
            this.diagnostics,
        );
        this.registrar = new Registrar(
            this.planner,
            identities,
            this.runner,
            this.providers,
            (packageName) => this.packageConfig(packageName),
            () => this.writer.write(),
            (error, urn) => this.abort(error, urn),
        );
    }

    get outputs(): Properties {
        return this.registrar.stack?.outputs ?? this.resources.find(({ type }) => type === STACK_TYPE)?.outputs ?? {};
    }

    async run(): Promise<boolean> {
        const { kind } = this.options;
        this.options.stop.addEventListener("abort", () => this.abortProgram(), { once: true });
        try {
            await this.recover();
            if (kind === "refresh" || this.options.refresh) await this.refresh();
            if (kind === "destroy") await deleteAll(...this.deletion);
            else if (kind !== "refresh" && !this.failed) await this.runProgram();
        } catch (error) {
            this.abort(error as Error);
        }
        await this.runner.idle();
        await this.registrar.finishStack(this.failed);
        if (!this.aborted && this.options.stop.aborted) this.diagnostics.error(`${this.verb} canceled`);
        else if (!this.aborted && this.failed) this.diagnostics.error(`${this.verb} failed`);
        await this.writer.write();
        return !this.failed;
    }

    private get verb(): string {
        return this.preview ? "preview" : "update";
    }

    private get failed(): boolean {
        return this.aborted || this.runner.failed.size > 0 || this.options.stop.aborted || this.diagnostics.errors > 0;
    }

    private indexOlds(): void {
        this.olds.clear();
        for (const resource of this.resources) if (!resource.delete) this.olds.set(resource.urn, resource);
    }

    private abort(error: Error, urn?: string): void {
        if (!(error instanceof Bail)) this.diagnostics.error(error.message, urn);
        this.aborted = true;
        this.runner.stop();
        this.abortProgram();
    }

    private get deletion() {
        const options = { ...this.options, preview: this.preview };
        return [this.resources, this.planner, this.runner, this.diagnostics, options] as const;
    }

    private builtInFunctions(): PulumiProvider {
        return new PulumiProvider(this.options.readStack, (urn) => this.registrar.known(urn));
    }

    private packageConfig(packageName: string): Properties {
        const prefix = `${packageName}:`;
        const entries = Object.entries(this.options.config).filter(([key]) => key.startsWith(prefix));
        return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), value]));
    }

    /** What a killed update had begun: what cannot be found out by the engine is for the user to say. */
    private async recover(): Promise<void> {
        const { resources, unresolved } = await recoverCreations(this.options.snapshot, this.providers);
        if (resources !== this.resources) await this.rebase(resources);
        const interrupted = unresolved.filter(({ type }) => type !== "creating" || this.options.kind !== "refresh");
        if (interrupted.length > 0 && !this.preview) this.diagnostics.warning(pendingOperations(interrupted));
    }

    private async rebase(resources: ResourceState[]): Promise<void> {
        this.resources = resources;
        this.planner.rebase(resources);
        this.indexOlds();
        await this.writer.rebase(resources);
    }

    private async refresh(): Promise<void> {
        await this.rebase(await refreshAll(this.resources, this.planner, this.runner));
    }

    private async runProgram(): Promise<void> {
        const { options } = this;
        const monitor = new Monitor(
            {
                ...options,
                project: options.project.name,
                root: options.project.root,
                organization: ORGANIZATION,
                preview: this.preview,
            },
            this.registrar,
            this.diagnostics,
        );
        const program = new Program({
            ...options,
            organization: ORGANIZATION,
            dryRun: this.preview,
            monitorAddress: await monitor.listen(),
            onOutput: (line, isError) => this.diagnostics.output(line, isError),
        });
        this.runner.onStop(() => this.abortProgram());
        try {
            const done = monitor.programDone.then(() => ({ succeeded: true, message: undefined }));
            const end = await Promise.race([done, program.ended, this.programAborted]);
            if (!end || this.runner.isStopped) return;
            if (end.message) this.diagnostics.error(`an unhandled error occurred: ${end.message}`);
            if (end.succeeded) await deleteUnwanted(...this.deletion);
            else this.aborted = true;
        } finally {
            await this.runner.idle();
            if (this.failed) {
                // What the program has said already, its outputs above all, is on its way.
                await setTimeout(LAST_WORDS_MILLISECONDS);
                program.kill();
            }
            const last = await program.ended;
            monitor.close();
            if (!this.failed && !last.succeeded) this.abort(new Error(last.message ?? "the program failed at its end"));
        }
    }
}

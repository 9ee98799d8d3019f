import { deleteAll, DeletionContext, deleteUnwanted } from "./deletion";
import type { DeploymentOptions, DeploymentResult } from "./deployment-options";
import { Diagnostics } from "./diagnostics";
import { Executor } from "./execute";
import { Identities } from "./identities";
import { Bail, Planner } from "./planner";
import { programFolder } from "./program";
import { ProgramRun } from "./program-run";
import type { Properties } from "./property";
import { ProviderRegistry } from "./provider-registry";
import { PulumiProvider } from "./providers/pulumi";
import { recoverCreations } from "./recovery";
import { pendingOperations } from "./refusals";
import { refreshAll } from "./refresh";
import { Registrar } from "./registrar";
import type { ResourceState, Snapshot } from "./state";
import { StateWriter } from "./state-writer";
import { StepsRunner } from "./steps-runner";
import { Targets } from "./targets";
import { STACK_TYPE } from "./urn";
import { ShutDown } from "./wire";

/** Carries out one operation on a stack, from its first event to its last. Source: deployment_executor.go in pulumi/pulumi. */
export async function deploy(options: DeploymentOptions): Promise<DeploymentResult> {
    const startedAt = Date.now();
    const deployment = new Deployment(options);
    options.emit({ preludeEvent: { config: options.shownConfig } });
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
    /** The state could not be written, and the user knows. */
    private unsaved = false;
    private abortProgram!: () => void;
    private readonly programAborted = new Promise<void>((resolve) => (this.abortProgram = resolve));

    constructor(private readonly options: DeploymentOptions) {
        this.preview = options.kind === "preview" || options.dryRun;
        this.resources = options.snapshot.resources;
        this.indexOlds();
        this.diagnostics = new Diagnostics(options.emit);
        const identities = new Identities(options.stack, options.project.name, this.olds);
        this.writer = new StateWriter(this.resources, this.preview ? undefined : this.persist, identities.renamed);
        this.providers = new ProviderRegistry(
            { ...options.providers, pulumi: () => this.builtInFunctions() },
            {
                log: ({ severity, text, ...rest }) =>
                    severity !== "debug" && this.diagnostics.report(severity, text, rest),
                cancelled: options.terminate,
                directory: programFolder(options.project),
            },
            (urn, id) => [...this.olds.values(), ...this.resources].find((one) => one.urn === urn && one.id === id),
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
            (state) => this.writer.changed(state),
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
        } catch (error) {
            // The state on disk goes on telling what was begun, for the next attempt to find out what came of it.
            this.abort(error as Error);
            return false;
        }
        try {
            if (kind === "refresh" || this.options.refresh) await this.refresh();
            if (kind === "destroy") await deleteAll(this.deletion);
            else if (kind !== "refresh" && !this.failed) await this.runProgram();
        } catch (error) {
            this.abort(error as Error);
        }
        await this.runner.idle();
        await this.registrar.finishStack(this.failed).catch(unlessShutDown);
        if (!this.aborted && this.options.stop.aborted) this.diagnostics.error(`${this.verb} canceled`);
        else if (!this.aborted && this.failed) this.diagnostics.error(`${this.verb} failed`);
        await this.writer.write().catch(unlessShutDown);
        return !this.failed;
    }

    /** What is done while the state cannot be written is forgotten, so nothing more is. */
    private readonly persist = async (snapshot: Snapshot): Promise<void> => {
        try {
            await this.options.persist(snapshot);
        } catch (error) {
            if (!this.unsaved) this.abort(error as Error);
            this.unsaved = true;
            throw new ShutDown((error as Error).message);
        }
    };

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
        if (!(error instanceof Bail || error instanceof ShutDown)) this.diagnostics.error(error.message, urn);
        this.aborted = true;
        this.runner.stop();
        this.abortProgram();
    }

    private get deletion(): DeletionContext {
        const { resources, planner, runner, diagnostics } = this;
        return { resources, planner, runner, diagnostics, options: { ...this.options, preview: this.preview } };
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
        await this.rebase(await refreshAll(this.resources, new Targets(this.options), this.runner));
    }

    private async runProgram(): Promise<void> {
        const options = { ...this.options, preview: this.preview };
        const program = await ProgramRun.start(options, this.registrar, this.diagnostics);
        this.runner.onStop(() => this.abortProgram());
        try {
            const end = await Promise.race([program.registered, this.programAborted]);
            if (!end || this.runner.isStopped) return;
            if (end.message) this.diagnostics.error(`an unhandled error occurred: ${end.message}`);
            if (!end.succeeded) this.aborted = true;
            else if (this.registrar.stack) await deleteUnwanted(this.deletion);
            // Every program that the SDK ran has a stack; without one, all resources would seem to be unwanted.
            else this.abort(new Error("the program ended before it began: nothing is deleted because of that"));
        } finally {
            await this.runner.idle();
            const last = await program.close(this.failed);
            if (!this.failed && !last.succeeded) this.abort(new Error(last.message ?? "the program failed at its end"));
        }
    }
}

/** A state that cannot be written has been told of already. */
function unlessShutDown(error: unknown): void {
    if (!(error instanceof ShutDown)) throw error;
}

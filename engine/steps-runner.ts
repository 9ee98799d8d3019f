import type { Diagnostics } from "./diagnostics";
import type { EngineEvent, Operation } from "./events";
import type { Executor } from "./execute";
import { equal } from "./property";
import { CreationInterrupted } from "./providers/provider";
import { Semaphore } from "./semaphore";
import type { StateWriter } from "./state-writer";
import type { Step } from "./step";
import { DeletesProtected, StepError } from "./step-error";
import { stepMetadata } from "./step-events";
import { isDefaultProvider } from "./urn";
import { ShutDown } from "./wire";

/**
 * Runs chains of steps, several at once, and tells of each: events before and after, the state on disk before and after.
 * Once a step has failed, no other starts, unless the user wants to go on. Source: step_executor.go in pulumi/pulumi.
 */
export class StepsRunner {
    readonly changes: Record<string, number> = {};
    maybeCorrupt = false;
    /** Steps that failed, and what they were. */
    readonly failed = new Set<Step>();
    private readonly running = new Set<Promise<unknown>>();
    private readonly slots: Semaphore;
    private stepCount = 0;
    private stopped = false;
    private readonly stopListeners: (() => void)[] = [];

    constructor(
        private readonly options: {
            preview: boolean;
            /** The operation is a refresh itself: what it found counts. Before an update it is no more than a look. */
            isRefresh: boolean;
            parallel: number;
            continueOnError: boolean;
            stop: AbortSignal;
            emit(event: Omit<EngineEvent, "sequence" | "timestamp">, step?: Step): void;
        },
        private readonly executor: Executor,
        private readonly writer: StateWriter,
        private readonly diagnostics: Diagnostics,
    ) {
        this.slots = new Semaphore(options.parallel);
    }

    /** Starts no further step; those at hand go on to their end. */
    stop(): void {
        this.stopped = true;
        this.stopListeners.forEach((listener) => listener());
    }

    onStop(listener: () => void): void {
        this.stopListeners.push(listener);
    }

    get isStopped(): boolean {
        return this.stopped || this.options.stop.aborted;
    }

    /** One step after the other. Throws `ShutDown` when one of them failed or may not start any more. */
    async runChain(chain: Step[]): Promise<void> {
        const run = this.runSteps(chain);
        this.running.add(run);
        await run.finally(() => this.running.delete(run));
    }

    /** All of them, side by side; failures are kept in `failed`. */
    async runParallel(steps: Step[]): Promise<void> {
        await Promise.allSettled(steps.map((step) => this.runChain([step])));
    }

    async idle(): Promise<void> {
        while (this.running.size > 0) await Promise.allSettled(this.running);
    }

    private async runSteps(chain: Step[]): Promise<void> {
        for (const step of chain) {
            // Who waits for the disk afterwards keeps nobody else from starting.
            const written = await this.slots.run(() => this.runStep(step));
            await written.toDisk;
        }
    }

    private async runStep(step: Step): Promise<{ toDisk: Promise<void> }> {
        if (this.isStopped) throw new ShutDown("resource monitor shut down while waiting on step's done channel");
        this.emitStep("resourcePreEvent", step);
        await this.writer.begin(step);
        let status: 0 | 1 | 2 = 0;
        try {
            await this.executor.apply(step);
        } catch (error) {
            status = error instanceof StepError ? error.status : 0;
            await this.fail(step, error as Error, status);
        }
        this.count(step);
        const isShown =
            this.options.preview || (step.new ?? step.old)?.custom || step.op === "delete" || step.op === "refresh";
        if (isShown) this.emitStep("resOutputsEvent", step, this.shownOperation(step));
        return { toDisk: this.writer.end(step, true) };
    }

    private async fail(step: Step, error: Error, status: 0 | 1 | 2): Promise<never> {
        this.failed.add(step);
        if (status === 2) this.maybeCorrupt = true;
        const isHidden = isDefaultProvider(step.urn);
        const text = this.options.preview ? `Preview failed: ${error.message}` : error.message;
        this.diagnostics.error(text, isHidden ? undefined : step.urn);
        if (!this.options.preview) {
            const metadata = stepMetadata(step);
            this.options.emit({ resOpFailedEvent: { metadata, status, steps: this.stepCount } }, step);
        }
        if (!this.options.continueOnError && !(error instanceof DeletesProtected)) this.stop();
        if (!(error.cause instanceof CreationInterrupted)) await this.writer.end(step, status === 1);
        throw new ShutDown(error.message);
    }

    private count(step: Step): void {
        const isCounted =
            step.op === "read" ? foundChange(step) : step.logical || (step.op === "refresh" && this.options.isRefresh);
        if (!isCounted || isDefaultProvider(step.urn)) return;
        const op = this.shownOperation(step);
        this.changes[op] = (this.changes[op] ?? 0) + 1;
        this.stepCount++;
    }

    emitStep(kind: "resourcePreEvent" | "resOutputsEvent", step: Step, op: Operation = step.op): void {
        const metadata = stepMetadata(step, op);
        this.options.emit({ [kind]: { metadata, ...(this.options.preview && { planning: true }) } }, step);
    }

    private shownOperation(step: Step): Operation {
        return this.options.isRefresh && step.refreshResult ? step.refreshResult : step.op;
    }
}

/** A read that finds what the last one did is nothing that happened. Source: ShouldRecordReadStep in pkg/engine/update.go. */
function foundChange({ old, new: fresh }: Step): boolean {
    return old?.outputs !== undefined && !equal(old.outputs, fresh?.outputs);
}

import type { EngineEvent, StepMetadata, SummaryEvent } from "../events";
import { diagnosticText, ResourceRow } from "./resource-row";
import { isShown, isStackStep, stepOf } from "./shown-steps";

export interface ModelOptions {
    isPreview: boolean;
    isTerminal: boolean;
    showSames: boolean;
    now: () => number;
}

/**
 * The rows of a progress display, kept up to date from events. Source: pkg/backend/display/progress.go, whose rules on
 * what appears when are followed to the letter.
 */
export class ProgressModel {
    /** By URN, in the order in which they were first heard of. */
    readonly rows = new Map<string, ResourceRow>();
    stackUrn = "";
    summary: SummaryEvent | undefined;
    /** No event will follow. */
    done = false;
    /** Some operation on a resource failed. */
    failed = false;

    constructor(readonly options: ModelOptions) {}

    /** @returns the row to show anew, if any */
    apply(event: EngineEvent): ResourceRow | undefined {
        if (event.summaryEvent) this.summary = event.summaryEvent;
        const step = stepOf(event);
        if (step?.op === "discard" || step?.op === "read-replacement") return undefined;
        if (step?.op === "read") return this.noteRead(step);
        if (event.diagnosticEvent) {
            if (diagnosticText(event.diagnosticEvent) === "") return undefined;
            const urn = event.diagnosticEvent.urn ?? this.stackUrn;
            const row = this.rowFor(urn);
            row.hidden = false;
            row.diagnostics.push(event.diagnosticEvent);
            return row;
        }
        return step && this.applyStep(event, step);
    }

    /** A read changes nothing: it is mentioned while it goes on, beside the stack. */
    private noteRead(step: StepMetadata): ResourceRow {
        const row = this.rowFor(this.stackUrn);
        row.hidden = false;
        row.diagnostics.push({
            message: `read ${step.type} ${step.urn.split("::").slice(3).join("::")}`,
            color: "never",
            severity: "info",
            ephemeral: true,
        });
        return row;
    }

    private applyStep(event: EngineEvent, step: StepMetadata): ResourceRow | undefined {
        const isKnownStack = step.urn === this.stackUrn;
        const row = this.rowFor(step.urn, step);
        if (isShown(step, this.options.showSames, false) || isKnownStack) row.hidden = false;
        if (event.resourcePreEvent) {
            row.startedMilliseconds = this.options.now();
            row.endedMilliseconds = undefined;
            row.step = step;
            return row;
        }
        if (event.resOpFailedEvent) {
            this.failed = true;
            row.failed = true;
            return row;
        }
        const wasRefresh = row.step.op === "refresh";
        row.endedMilliseconds = this.options.now();
        row.step = step;
        row.ended.push(step);
        const state = step.new ?? step.old;
        const tellsMore =
            wasRefresh || (!this.options.isPreview && (!state || (state.custom === true && step.op !== "same")));
        return this.options.isTerminal || tellsMore ? row : undefined;
    }

    private rowFor(urn: string, step?: StepMetadata): ResourceRow {
        const known = this.rows.get(urn);
        if (known) {
            this.ensureParent(step);
            return known;
        }
        if (step && isStackStep(step)) {
            this.stackUrn = urn;
            const rootless = this.rows.get("");
            if (rootless) {
                this.rows.delete("");
                this.rows.set(urn, rootless);
                rootless.step = step;
                return rootless;
            }
        }
        const row = new ResourceRow(urn, step);
        this.rows.set(urn, row);
        this.ensureParent(step);
        this.ensureStack();
        return row;
    }

    /** In a destroy, children are heard of before their parents. */
    private ensureParent(step: StepMetadata | undefined): void {
        const parent = (step?.new ?? step?.old)?.parent ?? "";
        if (parent === "" || parent === this.stackUrn || this.rows.has(parent)) return;
        this.rows.set(parent, new ResourceRow(parent));
        this.ensureStack();
    }

    private ensureStack(): void {
        if (this.rows.has(this.stackUrn)) return;
        const row = new ResourceRow(this.stackUrn);
        row.hidden = false;
        this.rows.set(this.stackUrn, row);
    }

    isDone(row: ResourceRow): boolean {
        if (row.failed || this.done) return true;
        // The stack is done when the program is.
        return !isStackStep(row.step) && row.hasEnded(row.step.op);
    }

    /** Resources with lasting errors. */
    get errored(): number {
        return [...this.rows.values()].filter((row) => row.count("error") > 0).length;
    }
}

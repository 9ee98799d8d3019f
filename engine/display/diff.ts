import type { DiagnosticEvent, EngineEvent, StepMetadata, StepState } from "../events";
import { UNKNOWN } from "../property";
import { parseProviderReference, urnName } from "../urn";
import { translateDetailedDiff } from "./detailed-diff";
import type { Display, DisplayOptions } from "./display";
import { WORDS } from "./operation-words";
import { outputsText } from "./outputs";
import { Paint, painter, styleOf } from "./palette";
import { PropertyPrinter } from "./property-printer";
import { isShown, isStackStep, stepOf, withRetainMark } from "./shown-steps";
import { summaryText } from "./summary";
import { diffMaps } from "./value-diff";

const INDENT = "    ";

export interface DiffOptions extends DisplayOptions {
    /** Leave out what did not change, and what is deleted. */
    changesOnly?: boolean;
    withoutSummary?: boolean;
}

/** `--diff`: every step with the properties that change, as they become known. Source: pkg/backend/display/diff.go. */
export function createDiffDisplay(options: DiffOptions): Display {
    const view = new DiffView(options);
    return {
        show: (event) => {
            const text = view.render(event);
            const write = (event.diagnosticEvent && options.writeError) ?? options.write;
            if (text !== "") write(text);
        },
        close: () => undefined,
    };
}

class DiffView {
    private readonly seen = new Map<string, StepMetadata>();
    private readonly paint: Paint;
    private readonly printer: PropertyPrinter;
    private errored = 0;

    constructor(private readonly options: DiffOptions) {
        this.paint = painter(options.color);
        this.printer = new PropertyPrinter(this.paint, options.changesOnly);
    }

    render(event: EngineEvent): string {
        if (event.diagnosticEvent) return this.diagnostic(event.diagnosticEvent);
        if (event.summaryEvent && !this.options.withoutSummary)
            return summaryText(event.summaryEvent, this.errored, this.paint);
        const step = stepOf(event);
        if (!step) return "";
        if (event.resourcePreEvent) return this.before(step);
        if (event.resOutputsEvent) return this.after(step, event.resOutputsEvent.planning ?? false);
        this.errored++;
        return "";
    }

    private diagnostic({ severity, prefix = "", message }: DiagnosticEvent): string {
        return severity === "debug" ? "" : prefix + message;
    }

    private isShown(step: StepMetadata): boolean {
        return isStackStep(step) || isShown(step, this.options.showSames, true);
    }

    private before(step: StepMetadata): string {
        this.seen.set(step.urn, step);
        // What these find is known only afterwards.
        if (step.op === "refresh" || step.op === "import" || !this.isShown(step)) return "";
        return this.wholeStep(step, false);
    }

    private after(step: StepMetadata, isPreview: boolean): string {
        if (!this.isShown(step)) return "";
        const isRefresh = this.seen.get(step.urn)?.op === "refresh";
        if (step.op === "import" || (isRefresh && step.op === "update")) return this.wholeStep(step, isRefresh);
        const indent = this.indentOf(step);
        const view = { indent: indent + 1, isPreview, isRefresh, showSames: this.options.showSames };
        const outputs = outputsText(step, view, this.printer);
        const header = isRefresh ? this.header(step, indent) : "";
        if (this.options.suppressOutputs || outputs === "") return header;
        return `${header}${this.paint(styleOf(step.op), `${INDENT.repeat(indent + 1)}--outputs:--`)}\n${outputs}`;
    }

    private wholeStep(step: StepMetadata, isRefresh: boolean): string {
        const indent = this.indentOf(step);
        const header = this.header(step, indent);
        // A step without a change of its own may differ in its options; those are no properties.
        if (step.op === "same") return header;
        if (!step.detailedDiff) return header + this.details(step, indent + 1);
        const diff = translateDetailedDiff(step, isRefresh);
        if (diff) return header + this.printer.diff(diff, indent + 1);
        return (
            header +
            this.printer.object(step.old?.inputs ?? {}, { indent: indent + 1, operation: "same", signed: true })
        );
    }

    private details(step: StepMetadata, indent: number): string {
        const { old, new: now } = step;
        const place = { indent, operation: step.op, signed: false };
        if (!old) return now ? this.printer.object(hasAny(now) ? now.outputs : now.inputs, place) : "";
        if (!now) return this.options.changesOnly ? "" : this.printer.object(old.inputs, place);
        const fromOutputs = hasAny(now) && step.op !== "import" && step.op !== "import-replacement";
        const diff = fromOutputs ? diffMaps(old.outputs, now.outputs) : diffMaps(old.inputs, now.inputs);
        if (diff) return this.printer.diff(diff, indent, fromOutputs ? undefined : step.diffs);
        return this.printer.object(fromOutputs ? now.outputs : now.inputs, { indent, operation: "same", signed: true });
    }

    /** How many of its parents are shown. */
    private indentOf(step: StepMetadata): number {
        let indent = 0;
        for (let urn = parentOf(step); urn !== "";) {
            const parent = this.seen.get(urn);
            // In a destroy, children go before their parents were ever mentioned.
            if (!parent) break;
            if (this.isShown(parent)) indent++;
            urn = parentOf(parent);
        }
        return indent;
    }

    private header(step: StepMetadata, indent: number): string {
        const inner = INDENT.repeat(indent + 1);
        const lineStyle = ["create", "delete", "delete-replaced", "discard", "discard-replaced"].includes(step.op)
            ? styleOf(step.op)
            : "plain";
        const title = `${step.type}: (${withRetainMark(step.op, step)})${lockMark(step)}`;
        const lines = [this.paint(styleOf(step.op), `${INDENT.repeat(indent)}${WORDS[step.op].prefix}${title}`)];
        if (step.old?.id) lines.push(this.paint(lineStyle, `${inner}[id=${step.old.id}]`));
        lines.push(this.paint(lineStyle, `${inner}[urn=${step.urn}]`));
        if (step.provider) lines.push(...this.providerLine(step, inner).map((line) => this.paint(lineStyle, line)));
        return lines.map((line) => `${line}\n`).join("");
    }

    private providerLine(step: StepMetadata, inner: string): string[] {
        const { old, new: now } = step;
        if (old && now && old.provider !== now.provider) {
            const next = parseProviderReference(now.provider);
            const shown = next.id === UNKNOWN ? `${next.urn}::[unknown]` : now.provider;
            return [`${inner}[provider: ${old.provider} => ${shown}]`];
        }
        return urnName(parseProviderReference(step.provider).urn) === "default"
            ? []
            : [`${inner}[provider=${step.provider}]`];
    }
}

function parentOf(step: StepMetadata): string {
    return (step.new ?? step.old)?.parent ?? "";
}

function hasAny(state: StepState): boolean {
    return Object.keys(state.outputs).length > 0;
}

function lockMark({ old, new: now }: StepMetadata): string {
    if (old?.protect && now && !now.protect) return " 🔓";
    return old?.protect || now?.protect ? " 🔒" : "";
}

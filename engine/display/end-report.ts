import type { StepMetadata } from "../events";
import type { StackOutputs } from "./display";
import { outputsText } from "./outputs";
import { Paint } from "./palette";
import type { ProgressModel } from "./progress-model";
import { PropertyPrinter } from "./property-printer";
import { diagnosticText, ResourceRow } from "./resource-row";
import { displayType } from "./shown-steps";
import { summaryText } from "./summary";
import { urnName, urnType } from "../urn";

export interface ReportOptions {
    stack: string;
    project: string;
    suppressOutputs: boolean;
    showSames: boolean;
}

/** What follows the rows of a progress display: diagnostics, outputs, summary. */
export function endReport(model: ProgressModel, options: ReportOptions, paint: Paint, outputs?: StackOutputs): string {
    const blocks = [...model.rows.values()].map((row) => diagnosticsOf(row, options, paint)).join("");
    const diagnostics = blocks === "" ? "" : `${paint("headline", "Diagnostics:")}\n${blocks}`;
    const summary = model.summary ? `${summaryText(model.summary, model.errored, paint)}\n` : "";
    return diagnostics + outputsOf(model, options, paint, outputs) + summary;
}

function diagnosticsOf(row: ResourceRow, { stack, project }: ReportOptions, paint: Paint): string {
    const streams = new Map<number, string[]>();
    for (const diagnostic of row.diagnostics.filter((one) => !one.ephemeral)) {
        const stream = diagnostic.streamID ?? 0;
        const texts = streams.get(stream) ?? [];
        // What comes in pieces through one stream is one text; the end of its line each has got on the way.
        if (stream === 0) streams.set(stream, [...texts, diagnosticText(diagnostic)]);
        else streams.set(stream, [texts.join("") + diagnostic.message.replace(/\n$/, "")]);
    }
    const paragraphs = [...streams.values()]
        .map((texts) => texts.flatMap(displayable))
        .filter((lines) => lines.length > 0);
    if (paragraphs.length === 0) return "";
    const urn = row.step.urn;
    const name = urn === "" ? `${project}-${stack}` : urnName(urn);
    const type = urn === "" ? "pulumi:pulumi:Stack" : displayType(urnType(urn));
    const header = `  ${paint("resource", `${type} (${name}):`)}\n`;
    return header + paragraphs.map((lines) => `${lines.map((line) => `    ${line}\n`).join("")}\n`).join("");
}

function displayable(text: string): string[] {
    const trimmed = text.trimEnd();
    return trimmed === "" ? [] : trimmed.split("\n").map((line) => line.trimEnd());
}

function outputsOf(
    model: ProgressModel,
    { suppressOutputs, showSames }: ReportOptions,
    paint: Paint,
    outputs: StackOutputs | undefined,
): string {
    const stack = model.rows.get(model.stackUrn);
    if (suppressOutputs || model.stackUrn === "" || !stack) return "";
    const view = { indent: 1, isPreview: model.options.isPreview, isRefresh: false, showSames };
    const step = outputs ? withOutputs(stack.step, outputs) : stack.step;
    const text = outputsText(step, view, new PropertyPrinter(paint));
    return text === "" ? "" : `${paint("headline", "Outputs:")}\n${text}\n`;
}

function withOutputs(step: StepMetadata, outputs: StackOutputs): StepMetadata {
    return {
        ...step,
        old: step.old && { ...step.old, outputs: outputs.old },
        new: step.new && { ...step.new, outputs: outputs.new },
    };
}

import type { StepMetadata } from "../events";
import { Properties, PropertyValue, UNKNOWN } from "../property";
import { STACK_TYPE, urnType } from "../urn";
import { isEmpty, PropertyPrinter, widest } from "./property-printer";
import { diffKeys, diffMaps, diffValues, isInternal, isPlainObject, MapDiff, ValueDiff } from "./value-diff";

export interface OutputsView {
    indent: number;
    isPreview: boolean;
    isRefresh: boolean;
    showSames: boolean;
}

const READING = ["read", "read-replacement", "import", "import-replacement"];

/**
 * The outputs of a step that tell more than its inputs do, or that differ from earlier ones; for a stack, all of them.
 * Source: getResourceOutputsPropertiesString in pkg/backend/display/object_diff.go.
 */
export function outputsText(step: StepMetadata, view: OutputsView, printer: PropertyPrinter): string {
    const isStack = urnType(step.urn) === STACK_TYPE;
    const showSames = view.showSames || (!view.isPreview && isStack);
    // In a preview, outputs are sure only if they were read.
    if (view.isPreview && !view.isRefresh && !isStack && !READING.includes(step.op)) return "";
    if ((step.old?.initErrors ?? []).length > 0) return "";
    const outputs = step.new?.outputs ?? {};
    const inputs = step.new?.inputs ?? {};
    const diff = step.old ? diffMaps(step.old.outputs, outputs) : undefined;
    if (step.old && !diff && !showSames) return "";
    if (diff && view.isPreview && isStack) dropUnknown(diff);
    const keys = diff ? diffKeys(diff) : Object.keys(outputs).sort();
    return keys
        .filter((key) => diff !== undefined || (!isInternal(key) && !isEmpty(outputs[key])))
        .filter((key) => view.isRefresh || differsFromInput(key, inputs, outputs))
        .filter((key) => showSames || !diff?.sames.has(key))
        .map((key) => property(key, widest(keys), diff, outputs, view.indent, step, printer))
        .join("");
}

function differsFromInput(key: string, inputs: Properties, outputs: Properties): boolean {
    return !Object.hasOwn(inputs, key) || diffValues(outputs[key] ?? null, inputs[key]) !== undefined;
}

function property(
    key: string,
    width: number,
    diff: MapDiff | undefined,
    outputs: Record<string, PropertyValue>,
    indent: number,
    step: StepMetadata,
    printer: PropertyPrinter,
): string {
    if (diff) return printer.propertyDiff(key, width, diff, indent);
    return printer.property(key, width, outputs[key], { indent, operation: step.op, signed: false });
}

/** A stack output that is not known yet is no change. */
function dropUnknown(diff: MapDiff): void {
    for (const [key, value] of diff.adds) diff.adds.set(key, withoutMark(value));
    for (const [key, update] of diff.updates) {
        dropUnknownWithin(update);
        const isVoid = update.object && !hasChanges(update.object) && diffValues(update.old, update.new) === undefined;
        if (isVoid || update.new === UNKNOWN) diff.updates.delete(key);
    }
}

function dropUnknownWithin(update: ValueDiff): void {
    if (update.object) dropUnknown(update.object);
    for (const nested of update.array?.updates.values() ?? []) dropUnknownWithin(nested);
}

function hasChanges(diff: MapDiff): boolean {
    return diff.adds.size + diff.deletes.size + diff.updates.size > 0;
}

/** Resources among a stack's outputs carry a mark of the SDK's. */
function withoutMark(value: PropertyValue): PropertyValue {
    if (Array.isArray(value)) return value.map(withoutMark);
    if (!isPlainObject(value)) return value;
    const entries = Object.entries(value).filter(([key]) => key !== "@isPulumiResource");
    return Object.fromEntries(entries.map(([key, item]) => [key, withoutMark(item)]));
}

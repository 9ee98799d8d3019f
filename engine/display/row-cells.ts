import type { Operation, StepMetadata } from "../events";
import { urnName, urnType } from "../urn";
import { translateDetailedDiff } from "./detailed-diff";
import { WORDS } from "./operation-words";
import { Style, styleOf } from "./palette";
import type { ProgressModel } from "./progress-model";
import { diagnosticText, ResourceRow } from "./resource-row";
import { displayType, isStackStep, withRetainMark } from "./shown-steps";
import { diffMaps, emptyDiff } from "./value-diff";

export interface Cell {
    text: string;
    style: Style;
}

/** The operation to name: on a terminal, the steps of a replacement are one when they are only planned, or all done. */
function shownOperation({ op }: StepMetadata, model: ProgressModel): Operation {
    const isWhole = model.options.isTerminal && !model.failed && (model.options.isPreview || model.done);
    return isWhole && ["create-replacement", "delete-replaced", "discard-replaced"].includes(op) ? "replace" : op;
}

/** Sign, type, name, status and information: a line of progress. Source: pkg/backend/display/rows.go. */
export function cellsOf(row: ResourceRow, model: ProgressModel, stack: string, project: string): Cell[] {
    const operation = shownOperation(row.step, model);
    const urn = row.step.urn || `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
    return [
        { text: WORDS[operation].prefix, style: styleOf(operation) },
        { text: displayType(urnType(urn)), style: "plain" },
        { text: urnName(urn), style: "plain" },
        statusOf(row, model, operation),
        { text: informationOf(row, model), style: "plain" },
    ];
}

function statusOf(row: ResourceRow, model: ProgressModel, operation: Operation): Cell {
    const { step } = row;
    const isFailed = row.failed || row.count("error") > 0;
    const style = styleOf(operation);
    if (model.done && !isFailed && isInterrupted(row, operation)) {
        return { text: withRetainMark(`${WORDS[operation].running} (interrupted)`, step), style: "warning" };
    }
    if (!model.isDone(row)) return { text: withRetainMark(runningText(row, model, operation), step), style };
    if (model.options.isPreview) return { text: withRetainMark(WORDS[step.op].planned, step), style };
    if (isFailed)
        return { text: withRetainMark(`**${timed(WORDS[operation].failed, row, operation)}**`, step), style: "error" };
    return { text: withRetainMark(timed(WORDS[operation].done, row, operation), step), style };
}

/** The operation was under way when everything ended; components never say that they have ended. */
function isInterrupted(row: ResourceRow, operation: Operation): boolean {
    if (!row.state?.custom || operation === "same" || operation === "remove-pending-replace") return false;
    return !row.hasEnded(row.step.op);
}

function runningText(row: ResourceRow, model: ProgressModel, operation: Operation): string {
    if (isStackStep(row.step) && operation === "same") return "running";
    if (model.options.isPreview) return WORDS[row.step.op].planning;
    const { running } = WORDS[operation];
    if (operation === "same" || row.startedMilliseconds === undefined) return running;
    return `${running} (${Math.floor((model.options.now() - row.startedMilliseconds) / 1000)}s)`;
}

function timed(text: string, { startedMilliseconds, endedMilliseconds }: ResourceRow, operation: Operation): string {
    if (operation === "same" || startedMilliseconds === undefined || endedMilliseconds === undefined) return text;
    const seconds = (endedMilliseconds - startedMilliseconds) / 1000;
    return `${text} (${seconds < 1 ? seconds.toFixed(2) : Math.floor(seconds)}s)`;
}

/** What changes, and the last thing that was said of it; at the end, how much was said. */
function informationOf(row: ResourceRow, model: ProgressModel): string {
    const pieces: string[] = [];
    const diff = shortDiff(stepWithDiff(row));
    if (diff !== "") pieces.push(`[diff: ${diff}]`);
    if (model.done) pieces.push(...counts(row));
    else {
        const lastError = row.diagnostics.findLast((one) => one.severity === "error");
        const last = (model.options.isTerminal ? lastError : undefined) ?? row.diagnostics.at(-1);
        if (last) pieces.push(diagnosticText(last));
    }
    return pieces.join("; ").split("\n")[0];
}

function counts(row: ResourceRow): string[] {
    const kinds: [string, number][] = [
        ["error", row.count("error")],
        ["warning", row.count("warning")],
        ["message", row.count("info", "info#err")],
    ];
    return kinds.filter(([, count]) => count > 0).map(([word, count]) => `${count} ${word}${count === 1 ? "" : "s"}`);
}

/** Of a replacement's steps, the middle one says what made it necessary; of an import, its end. */
function stepWithDiff({ step, ended }: ResourceRow): StepMetadata {
    const teller = {
        "create-replacement": "replace",
        "delete-replaced": "replace",
        import: "import",
        "import-replacement": "import-replacement",
    }[step.op as string];
    return ended.findLast(({ op }) => op === teller) ?? step;
}

function shortDiff(step: StepMetadata): string {
    const { old, new: now } = step;
    if (!old || !now) return "";
    const found =
        step.op === "same"
            ? undefined
            : step.detailedDiff
              ? translateDetailedDiff(step, false)
              : diffMaps(old.inputs, now.inputs);
    const diff = found ?? emptyDiff();
    const updates = [...diff.updates.keys()];
    if (old.provider !== now.provider) updates.push("provider");
    if (Boolean(old.protect) !== Boolean(now.protect)) updates.push("protect");
    const list = (sign: string, keys: string[]): string => {
        const shown = keys.filter((key) => !step.diffs?.length || step.diffs.includes(key)).sort();
        return shown.length > 0 ? sign + shown.join(",") : "";
    };
    return list("+", [...diff.adds.keys()]) + list("-", [...diff.deletes.keys()]) + list("~", updates);
}

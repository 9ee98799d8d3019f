import type { EngineEvent, StepMetadata } from "../events";
import { isDefaultProvider, STACK_TYPE, urnType } from "../urn";

const REPLACEMENT_STEPS = [
    "replace",
    "create-replacement",
    "delete-replaced",
    "read-replacement",
    "discard-replaced",
    "remove-pending-replace",
    "import-replacement",
];

export function isStackStep(step: Pick<StepMetadata, "urn">): boolean {
    return urnType(step.urn) === STACK_TYPE;
}

/**
 * Whether a step is worth a line. Source: shouldShow in pkg/backend/display/display.go.
 * @param wholeReplacements a replacement is one line, not one for each of its steps
 */
export function isShown(step: StepMetadata, showSames: boolean, wholeReplacements: boolean): boolean {
    if (step.op === "same") return Boolean(step.old?.protect) !== Boolean(step.new?.protect) || showSames;
    return !wholeReplacements || step.logical === true || !REPLACEMENT_STEPS.includes(step.op);
}

/** The step that an event is about, unless it is one of the engine's own that nobody is shown. */
export function stepOf(event: EngineEvent): StepMetadata | undefined {
    const { metadata } = event.resourcePreEvent ?? event.resOutputsEvent ?? event.resOpFailedEvent ?? {};
    return metadata && !isDefaultProvider(metadata.urn) ? metadata : undefined;
}

/** A type as people read it: `docker:index:Volume` for `docker:index/volume:Volume`. */
export function displayType(type: string): string {
    const [packageName, module, name, ...rest] = type.split(":");
    if (!name || rest.length > 0) return type;
    const slash = module.lastIndexOf("/");
    const isFileOfType = slash >= 0 && module.slice(slash + 1) === name[0].toLowerCase() + name.slice(1);
    return isFileOfType ? `${packageName}:${module.slice(0, slash)}:${name}` : type;
}

/** What is left behind by a deletion is marked. */
export function withRetainMark(text: string, step: StepMetadata): string {
    const deletes = ["delete", "replace", "create-replacement", "delete-replaced"].includes(step.op);
    return step.old?.retainOnDelete && deletes ? `${text}[retain]` : text;
}

import type { Operation, StepMetadata, StepState } from "./events";
import { maskAll } from "./secrets-marking";
import type { ResourceState } from "./state";
import type { Step } from "./step";
import { urnType } from "./urn";

/** A step as the engine's events tell it. Source: makeStepEventMetadata in pkg/engine/events.go in pulumi/pulumi. */
export function stepMetadata(step: Step, op: Operation = step.op): StepMetadata {
    return {
        op,
        urn: step.urn,
        type: urnType(step.urn),
        old: stateMetadata(step.old),
        new: step.refreshResult === "delete" ? null : stateMetadata(step.new),
        ...(step.keys?.length && { keys: step.keys }),
        ...(step.diffs?.length && { diffs: step.diffs }),
        detailedDiff: step.detailedDiff ?? null,
        ...(step.logical && { logical: true }),
        provider: (step.new ?? step.old)?.provider ?? "",
    };
}

function stateMetadata(state: ResourceState | undefined): StepState | null {
    if (!state) return null;
    return {
        type: state.type,
        urn: state.urn,
        ...(state.custom && { custom: true }),
        ...(state.delete && { delete: true }),
        id: state.id ?? "",
        parent: state.parent ?? "",
        ...(state.protect && { protect: true }),
        ...(state.external && { external: true }),
        ...(state.retainOnDelete && { retainOnDelete: true }),
        inputs: maskAll(state.inputs),
        outputs: maskAll(state.outputs),
        provider: state.provider ?? "",
        ...(state.initErrors?.length && { initErrors: state.initErrors }),
    };
}

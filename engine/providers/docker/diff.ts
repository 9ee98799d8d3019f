import { equal, Properties } from "../../property";
import { DiffRequest, DiffResult } from "../provider";
import { DEFAULTS, fromPulumi, RESERVED, toPulumi } from "./convert";
import { detailedDiff } from "./detailed-diff";
import { planUpdate } from "./plan";
import { Block, pulumiName, TerraformObject } from "./schema";

/** Terraform's state, as far as Pulumi's outputs tell. */
export function priorState(block: Block, outputs: Properties): TerraformObject {
    const known = Object.entries(outputs).filter(([key]) => !RESERVED.has(key));
    return fromPulumi(block, Object.fromEntries(known));
}

/** A name that the program chose can exist only once: the old resource has to go before the new one comes. */
function hasChosenName(block: Block, inputs: Properties): boolean {
    const defaults = inputs[DEFAULTS];
    if (!Array.isArray(defaults)) return false;
    return Object.entries(block).some(([key, attribute]) => {
        const name = pulumiName(key, attribute);
        return attribute.autoName && name in inputs && !defaults.includes(name);
    });
}

function topLevel(path: string): string {
    return path.split(/[.[]/, 1)[0];
}

/** What an update to the new inputs would change, and whether it takes a new resource. */
export function diff(block: Block, request: DiffRequest, alwaysDeleteFirst: boolean): DiffResult {
    const plan = planUpdate(
        block,
        priorState(block, request.oldOutputs),
        fromPulumi(block, request.newInputs),
        request.ignoreChanges,
    );
    const changes = !equal(plan.prior, plan.state);
    const details = changes
        ? detailedDiff(
              block,
              toPulumi(block, plan.prior),
              toPulumi(block, plan.state),
              request.newInputs,
              plan.requiresNew,
          )
        : {};
    const replacing = Object.entries(details).filter(([, one]) => one.diffKind.endsWith("-replace"));
    const replaces = replacing.map(([path]) => topLevel(path)).sort(); // one a path, as the bridge has it
    const stables = Object.entries(block)
        .filter(([, attribute]) => attribute.forceNew)
        .map(([key, attribute]) => pulumiName(key, attribute))
        .filter((name) => !replaces.includes(name));
    return {
        changes,
        diffs: [...new Set(Object.keys(details).map(topLevel))].sort(),
        replaces,
        detailedDiff: details,
        deleteBeforeReplace: replaces.length > 0 && (alwaysDeleteFirst || hasChosenName(block, request.newInputs)),
        stables: stables.sort(),
    };
}

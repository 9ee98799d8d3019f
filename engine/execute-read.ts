import type { ProviderRegistry } from "./provider-registry";
import { equal, revealAll, UNKNOWN } from "./property";
import { ResourceInitError } from "./providers/provider";
import { markAllLike, protectSecrets } from "./secrets-marking";
import type { ResourceState } from "./state";
import type { Step } from "./step";
import { StepError } from "./step-error";
import { isProviderType } from "./urn";

/** Carries out the steps that look at what exists: `read`, `import` and `refresh`. */
export class ReadExecutor {
    constructor(
        private readonly providers: ProviderRegistry,
        private readonly warn: (urn: string, text: string) => void,
    ) {}

    async read(step: Step): Promise<void> {
        const fresh = step.new!;
        if (fresh.id === UNKNOWN) {
            fresh.outputs = {};
            return;
        }
        const provider = await this.providers.require(fresh);
        const inputs = revealAll(fresh.inputs ?? {});
        const found = await provider.read({ urn: fresh.urn, id: fresh.id!, oldInputs: inputs, oldOutputs: inputs });
        if (!found.id) throw new StepError(new Error(`resource '${fresh.id}' does not exist`), 0);
        fresh.id = found.id;
        fresh.outputs = found.outputs;
        if (step.old && !isSame(step.old, fresh)) fresh.modified = new Date().toISOString();
        if (step.op === "read-replacement") step.old!.delete = true;
    }

    async import(step: Step): Promise<void> {
        const fresh = step.new!;
        const provider = await this.providers.require(fresh);
        const found = await provider.read({ urn: fresh.urn, id: fresh.importID! });
        if (!found.id) throw new StepError(new Error(`resource '${fresh.importID}' does not exist`), 0);
        fresh.id = found.id;
        fresh.inputs = found.inputs;
        fresh.outputs = found.outputs;
        fresh.created = fresh.modified = new Date().toISOString();
        if (step.op === "import-replacement") step.old!.delete = true;
        // The display compares with what was found, not with what was there before.
        step.old = { ...fresh, created: undefined, modified: undefined };
    }

    async refresh(step: Step): Promise<void> {
        const old = step.old!;
        if (!old.custom || isProviderType(old.type) || old.pendingReplacement) {
            step.refreshResult = "same";
            return;
        }
        const provider = await this.providers.require(old);
        const oldInputs = revealAll(old.inputs ?? {});
        const oldOutputs = revealAll(old.outputs ?? {});
        const found = await provider
            .read({ urn: old.urn, id: old.id!, oldInputs, oldOutputs })
            .catch((error: unknown) => {
                if (!(error instanceof ResourceInitError)) throw error;
                this.warn(old.urn, `Refreshed resource is in an unhealthy state:\n* ${error.reasons.join("\n* ")}`);
                return { id: error.id, inputs: oldInputs, outputs: error.outputs, initErrors: error.reasons };
            });
        if (!found.id) {
            step.refreshResult = "delete";
            return;
        }
        const fresh = {
            ...old,
            id: found.id,
            inputs: markAllLike(found.inputs, old.inputs ?? {}, provider.marksSecretsInLists),
            outputs: found.outputs,
        };
        delete fresh.initErrors;
        if ("initErrors" in found) fresh.initErrors = found.initErrors;
        protectSecrets(fresh, provider);
        if (!isSame(old, fresh)) fresh.modified = new Date().toISOString();
        step.new = fresh;
        if (old.external) {
            step.refreshResult = equal(fresh.outputs, old.outputs) ? "same" : "update";
            return;
        }
        const diff = await provider.diff({
            urn: old.urn,
            id: found.id,
            oldInputs: found.inputs,
            oldOutputs: found.outputs,
            newInputs: oldInputs,
            ignoreChanges: old.ignoreChanges ?? [],
        });
        step.refreshResult = diff.changes ? "update" : "same";
        step.diffs = diff.diffs;
        step.detailedDiff = invert(diff.detailedDiff);
    }
}

function isSame(old: ResourceState, fresh: ResourceState): boolean {
    return equal(old.inputs ?? {}, fresh.inputs ?? {}) && equal(old.outputs ?? {}, fresh.outputs ?? {});
}

/** Reading shows what the world did, so what the next update would add is what is missing, and the other way round. */
function invert(detailedDiff: NonNullable<Step["detailedDiff"]>): Step["detailedDiff"] {
    const entries = Object.entries(detailedDiff).map(([path, one]) => {
        const kind = one.diffKind.startsWith("add") ? "delete" : one.diffKind.startsWith("delete") ? "add" : "update";
        return [path, { ...one, diffKind: kind }] as const;
    });
    return Object.fromEntries(entries);
}

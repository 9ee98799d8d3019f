import { randomUUID } from "node:crypto";

import type { ProviderRegistry } from "./provider-registry";
import { Properties, revealAll, UNKNOWN } from "./property";
import { CreationInterrupted, ResourceInitError } from "./providers/provider";
import { ReadExecutor } from "./execute-read";
import { protectSecrets } from "./secrets-marking";
import type { ResourceState } from "./state";
import type { Step } from "./step";
import { DeletesProtected, StepError } from "./step-error";
import { isProviderType } from "./urn";

/** Carries out one step: calls the provider and brings the step's new state up to date. Source: `Apply` in step.go. */
export class Executor {
    private readonly reader: ReadExecutor;

    constructor(
        private readonly providers: ProviderRegistry,
        private readonly preview: boolean,
        /** URNs that this deployment deletes, for `deletedWith`. */
        private readonly isDeleted: (urn: string) => boolean,
        warn: (urn: string, text: string) => void,
    ) {
        this.reader = new ReadExecutor(providers, warn);
    }

    async apply(step: Step): Promise<void> {
        try {
            await this.dispatch(step);
        } finally {
            if (step.new && step.op !== "replace")
                protectSecrets(step.new, await this.providers.of(step.new).catch(() => undefined));
        }
    }

    private dispatch(step: Step): Promise<void> | void {
        switch (step.op) {
            case "same":
                return this.same(step);
            case "create":
            case "create-replacement":
                return this.create(step);
            case "update":
                return this.update(step);
            case "delete":
            case "delete-replaced":
                return this.delete(step);
            case "read":
            case "read-replacement":
                return this.reader.read(step);
            case "refresh":
                return this.reader.refresh(step);
            case "import":
            case "import-replacement":
                return this.reader.import(step);
        }
    }

    private async same({ old, new: fresh, skippedCreate }: Step): Promise<void> {
        if (!old || !fresh || skippedCreate) return;
        fresh.id = old.id;
        fresh.outputs = old.outputs;
        if (isProviderType(fresh.type)) await this.providers.register({ ...fresh, inputs: old.inputs });
    }

    private async create(step: Step): Promise<void> {
        const fresh = step.new!;
        let failure: StepError | undefined;
        if (isProviderType(fresh.type)) {
            fresh.id = this.preview ? UNKNOWN : randomUUID();
            fresh.outputs = providerOutputs(fresh.inputs);
            await this.providers.register(fresh);
        } else if (fresh.custom) {
            const provider = await this.providers.require(fresh);
            const timeoutSeconds = fresh.customTimeouts?.create;
            const inputs = revealAll(fresh.inputs ?? {});
            try {
                const made = await provider.create({ urn: fresh.urn, inputs, timeoutSeconds, preview: this.preview });
                if (!this.preview && !made.id) throw new Error("provider did not return an ID from Create");
                fresh.id = made.id;
                fresh.outputs = made.outputs;
            } catch (error) {
                failure = keepPartialResult(fresh, error as Error, 0);
                if (failure.status !== 1) throw failure;
            }
        }
        fresh.created = fresh.modified = new Date().toISOString();
        if (step.deletesOldLater) step.old!.delete = true;
        if (failure) throw failure;
    }

    private async update({ old, new: fresh, ignoreChanges }: Step): Promise<void> {
        if (!old || !fresh) return;
        fresh.id = old.id;
        // The program says what a component's outputs are, afterwards.
        if (!fresh.custom) return;
        if (isProviderType(fresh.type)) {
            fresh.outputs = providerOutputs(fresh.inputs);
            await this.providers.register(fresh);
        } else {
            const provider = await this.providers.require(fresh);
            try {
                const updated = await provider.update({
                    urn: fresh.urn,
                    id: old.id!,
                    oldInputs: revealAll(old.inputs ?? {}),
                    oldOutputs: revealAll(old.outputs ?? {}),
                    newInputs: revealAll(fresh.inputs ?? {}),
                    ignoreChanges: ignoreChanges ?? [],
                    timeoutSeconds: fresh.customTimeouts?.update,
                    preview: this.preview,
                });
                fresh.outputs = updated.outputs;
            } catch (error) {
                const failure = keepPartialResult(fresh, error as Error, 2);
                // What exists was not made from the new inputs, so the next update must see a difference.
                if (failure.status === 1) fresh.inputs = old.inputs;
                throw failure;
            }
        }
        fresh.modified = new Date().toISOString();
    }

    private async delete(step: Step): Promise<void> {
        const old = step.old!;
        if (step.op === "delete" && old.protect) throw new DeletesProtected(old.urn);
        const untouched = old.external || old.retainOnDelete || (old.deletedWith && this.isDeleted(old.deletedWith));
        if (!this.preview && !untouched && old.custom && !isProviderType(old.type)) {
            const provider = await this.providers.require(old);
            const oldInputs = revealAll(old.inputs ?? {});
            const oldOutputs = revealAll(old.outputs ?? {});
            const timeoutSeconds = old.customTimeouts?.delete;
            try {
                await provider.delete({ urn: old.urn, id: old.id!, oldInputs, oldOutputs, timeoutSeconds });
            } catch (error) {
                throw new StepError(error as Error, 2);
            }
        }
        if (step.pendingReplacement) old.pendingReplacement = true;
    }
}

function keepPartialResult(fresh: ResourceState, error: Error, otherwise: 0 | 2): StepError {
    if (error instanceof CreationInterrupted) return new StepError(error, 2);
    if (!(error instanceof ResourceInitError)) return new StepError(error, otherwise);
    fresh.id = error.id;
    fresh.outputs = error.outputs;
    fresh.initErrors = error.reasons;
    return new StepError(error, 1);
}

function providerOutputs(inputs: Properties | undefined): Properties {
    const { __internal, ...outputs } = inputs ?? {};
    return outputs;
}

import { dependentReplacements } from "./dependent-replacements";
import type { Diagnostics } from "./diagnostics";
import { Goal, stateOf } from "./goal";
import { DependencyGraph, neededUrns } from "./graph";
import type { Identities } from "./identities";
import * as plan from "./plan";
import { applyReplaceOnChanges, NO_DIFF } from "./plan";
import { equal, Properties, revealAll, withoutUnknowns } from "./property";
import { resetIgnored } from "./property-path";
import { diffConfig, providerInputs } from "./provider-config";
import type { ProviderRegistry } from "./provider-registry";
import type { DiffResult } from "./providers/provider";
import { invalidInput, needsUntargeted, replacesImported, replacesProtected } from "./refusals";
import { markAllLike } from "./secrets-marking";
import type { ResourceState } from "./state";
import type { Step } from "./step";
import { Targets } from "./targets";
import { isProviderType, matchesTarget, STACK_TYPE } from "./urn";

/** The deployment cannot go on; the user has been told why. */
export class Bail extends Error {}

export interface PlannerOptions {
    preview: boolean;
    targets: string[];
    targetDependents: boolean;
    replaceTargets: string[];
}

/** Plans the steps for one registration after the other, asking providers what a change means. Source: step_generator.go. */
export class Planner {
    /** URNs that the program has registered or read so far. */
    readonly seen = new Set<string>();
    /** URNs of the state that this deployment has dealt with, so that they are not deleted at its end. */
    readonly kept = new Set<string>();
    readonly replaced = new Set<string>();
    /** New resources that are no targets: they do not come to be. */
    private readonly skippedCreates = new Set<string>();
    private readonly targets: Targets;
    /** Resources that were deleted ahead of what they depend on; they are made anew when the program registers them. */
    private readonly deletedAhead = new Map<string, string[]>();
    readonly alreadyDeleted = new Set<ResourceState>();
    /** URNs that are deleted at the end. */
    readonly condemned = new Set<string>();

    constructor(
        private readonly options: PlannerOptions,
        private resources: ResourceState[],
        private readonly identities: Identities,
        private readonly providers: ProviderRegistry,
        private readonly diagnostics: Diagnostics,
    ) {
        this.targets = new Targets(options);
    }

    /** Providers and the stack itself are there for the others. */
    private isTarget(fresh: ResourceState): boolean {
        return this.targets.include(fresh) || isProviderType(fresh.type) || fresh.type === STACK_TYPE;
    }

    private isReplaceTarget(urn: string): boolean {
        return this.options.replaceTargets.some((pattern) => matchesTarget(pattern, urn));
    }

    /** The state as a refresh found it. */
    rebase(resources: ResourceState[]): void {
        this.resources = resources;
    }

    /** Whether this deployment deletes the resource, and so what is `deletedWith` it. */
    isDeleted(urn: string): boolean {
        return this.deletedAhead.has(urn) || this.replaced.has(urn) || this.condemned.has(urn);
    }

    /** Gives the registration its URN, which no other may have in this deployment. */
    claim(goal: Pick<Goal, "parent" | "type" | "name">): string {
        if (goal.parent && !this.seen.has(goal.parent))
            throw new Error(`could not find parent resource ${goal.parent}`);
        const urn = this.identities.urn(goal.parent, goal.type, goal.name);
        if (this.seen.has(urn)) {
            this.diagnostics.error(`Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
            throw new Bail(`duplicate resource ${urn}`);
        }
        this.seen.add(urn);
        return urn;
    }

    /** The steps for a registration; an import comes alone, and `continueAfterImport` plans what follows. */
    async planRegistration(urn: string, registered: Goal, provider: string | undefined): Promise<Step[]> {
        const goal = isProviderType(registered.type)
            ? { ...registered, inputs: providerInputs(registered) }
            : registered;
        const old = this.identities.findOld(urn, goal.aliases, goal.parent);
        if (old) this.kept.add(old.urn);
        this.kept.add(urn);
        const fresh = stateOf(goal, urn, provider, old);
        const recreating = old !== undefined && this.deletedAhead.has(old.urn);
        if (this.isImport(goal, old)) {
            fresh.inputs = goal.inputs;
            return plan.adopt(old, fresh, recreating);
        }
        const steps = await this.planFrom(goal, old, fresh, recreating);
        for (const step of steps) this.refuseUntargeted(step);
        return steps;
    }

    /** What is done cannot be done without what is not there. */
    private refuseUntargeted({ urn, new: fresh, skippedCreate }: Step): void {
        if (!fresh || skippedCreate) return;
        for (const needed of neededUrns(fresh)) {
            const isAbsent = this.skippedCreates.delete(needed); // one error for each is enough
            if (isAbsent) this.refuse(needsUntargeted(urn, needed), urn, !this.options.preview);
        }
    }

    private isImport(goal: Goal, old: ResourceState | undefined): boolean {
        if (!goal.custom || !goal.importId) return false;
        return !old || old.external === true || (old.importID ?? old.id) !== goal.importId;
    }

    planRead(urn: string, goal: Goal, id: string, provider: string | undefined): Step[] {
        const old = this.identities.findOld(urn, [], goal.parent);
        if (old) this.kept.add(old.urn);
        this.kept.add(urn);
        const fresh: ResourceState = { ...stateOf(goal, urn, provider, old), id, external: true, outputs: {} };
        const steps = plan.read(old, fresh);
        if (steps.length > 1) this.replaced.add(urn);
        return steps;
    }

    /** What the program wants otherwise than it was found; nothing, if it wants just that. */
    async continueAfterImport(goal: Goal, imported: ResourceState): Promise<Step[]> {
        const fresh = stateOf(goal, imported.urn, imported.provider, imported);
        const steps = await this.planFrom(goal, imported, fresh, false);
        return steps.every((step) => step.op === "same") ? [] : steps;
    }

    private async planFrom(
        goal: Goal,
        old: ResourceState | undefined,
        fresh: ResourceState,
        recreating: boolean,
    ): Promise<Step[]> {
        const { urn } = fresh;
        const targeted = this.isTarget(fresh);
        const wasExternal = old?.external === true;
        const startsAnew = recreating || wasExternal || old?.taint === true || this.isReplaceTarget(urn);
        if (targeted) {
            const inputs =
                old && !startsAnew ? resetIgnored(goal.inputs, old.inputs ?? {}, goal.ignoreChanges) : goal.inputs;
            fresh.inputs = await this.check(fresh, inputs, startsAnew ? undefined : old?.inputs);
        }
        if (!old) {
            if (targeted) return [{ op: "create", urn, new: fresh, logical: true }];
            this.skippedCreates.add(urn);
            fresh.inputs = {};
            return [{ op: "same", urn, new: fresh, logical: true, skippedCreate: true }];
        }
        if (recreating) {
            const keys = this.deletedAhead.get(old.urn)!;
            this.deletedAhead.delete(old.urn);
            this.replaced.add(urn);
            return plan.recreate(old, fresh, keys);
        }
        if (wasExternal) return plan.replaceByCreatingFirst(old, fresh, NO_DIFF);
        if (!targeted) return [{ op: "same", urn, old, new: { ...old, id: undefined }, logical: true }];
        return this.planChange(goal, old, fresh);
    }

    private async planChange(goal: Goal, old: ResourceState, fresh: ResourceState): Promise<Step[]> {
        const triggered = plan.isTriggered(old, fresh);
        const diff = applyReplaceOnChanges(
            triggered ? { ...NO_DIFF, changes: true } : await this.diff(goal, old, fresh),
            goal.replaceOnChanges,
            (old.initErrors?.length ?? 0) > 0,
        );
        switch (plan.decide(old, diff, triggered)) {
            case "same":
                return [{ op: "same", urn: fresh.urn, old, new: fresh, logical: true }];
            case "update":
                return [plan.update(old, fresh, diff, goal.ignoreChanges)];
            case "replace":
                return this.planReplacement(goal, old, fresh, diff);
        }
    }

    private async planReplacement(
        goal: Goal,
        old: ResourceState,
        fresh: ResourceState,
        diff: DiffResult,
    ): Promise<Step[]> {
        const { urn } = fresh;
        if (old.protect && fresh.protect) this.refuse(replacesProtected(urn), urn, !this.options.preview);
        if (goal.importId) this.refuseImported(replacesImported(diff, old, fresh), urn);
        this.replaced.add(urn);
        // Defaults, such as an automatic name, must not be carried over from the resource that goes.
        if (!this.isReplaceTarget(urn)) fresh.inputs = await this.check(fresh, goal.inputs, undefined);
        const deletesFirst = goal.deleteBeforeReplace ?? diff.deleteBeforeReplace;
        if (!deletesFirst) return plan.replaceByCreatingFirst(old, fresh, diff);
        return plan.replaceByDeletingFirst(old, fresh, diff, await this.condemnDependents(old));
    }

    /** What has to be deleted before `root` can be, each after what it depends on. */
    private async condemnDependents(root: ResourceState): Promise<ResourceState[]> {
        const graph = new DependencyGraph(this.resources);
        const condemned: ResourceState[] = [];
        for (const { resource, keys } of await dependentReplacements(root, graph, this.kept, (one, inputs) =>
            this.providers.diff(one, one, inputs, one.ignoreChanges ?? []),
        )) {
            if (this.alreadyDeleted.has(resource)) continue;
            if (resource.protect && !resource.delete) {
                this.refuse(replacesProtected(resource.urn, root.urn), root.urn, true);
            }
            this.deletedAhead.set(resource.urn, keys);
            this.alreadyDeleted.add(resource);
            condemned.push(resource);
        }
        return condemned;
    }

    /** In a preview the user gets to see the rest of what is planned, too. */
    private refuse(text: string, urn: string, bail: boolean): void {
        this.diagnostics.error(text, urn);
        if (bail) throw new Bail(text);
    }

    private refuseImported(text: string, urn: string): void {
        if (!this.options.preview) throw new Error(text);
        this.diagnostics.warning(text, urn);
    }

    private async check(fresh: ResourceState, inputs: Properties, olds: Properties | undefined): Promise<Properties> {
        if (!fresh.custom) return inputs;
        // Past the preview, only what `--target` leaves out is not known, and so cannot be given to a provider.
        const news = this.options.preview ? revealAll(inputs) : withoutUnknowns(revealAll(inputs));
        const request = { urn: fresh.urn, news, ...(olds && { olds: revealAll(olds) }) };
        const provider = isProviderType(fresh.type) ? undefined : await this.providers.require(fresh);
        const result = provider ? await provider.check(request) : await this.providers.checkConfig(fresh.type, request);
        for (const failure of result.failures) this.diagnostics.error(invalidInput(fresh, inputs, failure), fresh.urn);
        if (result.failures.length > 0) throw new Bail(`resource ${fresh.urn} is invalid`);
        return markAllLike(result.inputs, inputs, provider?.marksSecretsInLists);
    }

    private async diff(goal: Goal, old: ResourceState, fresh: ResourceState): Promise<DiffResult> {
        const replaceBecause = (key: string): DiffResult => ({ ...NO_DIFF, changes: true, replaces: [key] });
        if (this.isReplaceTarget(fresh.urn)) return replaceBecause("id");
        // What is only half made goes first: it may hold the name and the ports that its replacement needs.
        if (old.taint) return { ...replaceBecause("id"), deleteBeforeReplace: (old.initErrors?.length ?? 0) > 0 };
        if (goal.replaceWith.some((urn) => this.replaced.has(urn))) return replaceBecause("replaceWith");
        if (goal.deletedWith && this.replaced.has(goal.deletedWith)) return replaceBecause("deletedWith");
        if (Boolean(old.provider) !== Boolean(fresh.provider)) return replaceBecause("provider");
        if (isProviderType(fresh.type)) return diffConfig(old.inputs ?? {}, fresh.inputs ?? {});
        if (!fresh.custom) return { ...NO_DIFF, changes: !equal(old.inputs ?? {}, fresh.inputs ?? {}) };
        return this.providers.diff(fresh, old, fresh.inputs ?? {}, goal.ignoreChanges);
    }
}

import { neededUrns } from "./graph";
import { PendingOperation, ResourceState, Snapshot } from "./state";
import type { Step } from "./step";
import { parseProviderReference } from "./urn";

const PENDING: Partial<Record<Step["op"], PendingOperation["type"]>> = {
    create: "creating",
    "create-replacement": "creating",
    update: "updating",
    delete: "deleting",
    "delete-replaced": "deleting",
    read: "reading",
    "read-replacement": "reading",
    import: "importing",
    "import-replacement": "importing",
};

/**
 * Keeps the state on disk true: before a step it notes what is about to happen, after it what did. A kill in between leaves a
 * pending operation behind, which the next update reports. Source: pkg/backend/snapshot.go in pulumi/pulumi.
 */
export class StateWriter {
    /** Resources of this operation, in the order in which they were done, and so each after what it depends on. */
    private readonly fresh = new Set<ResourceState>();
    private readonly gone = new Set<ResourceState>();
    private readonly pending = new Map<Step, PendingOperation>();
    /** Each resource as it was when it last changed. */
    private readonly records = new Map<ResourceState, ResourceState>();
    private writing: Promise<void> | undefined;
    private queued: Promise<void> | undefined;

    constructor(
        private base: ResourceState[],
        private readonly persist: ((snapshot: Snapshot) => Promise<void>) | undefined,
        private readonly renamed: Map<string, string>,
    ) {}

    /** Resources as a refresh found them, in place of those that were there. */
    rebase(resources: ResourceState[]): Promise<void> {
        this.base = resources;
        return this.write();
    }

    async begin(step: Step): Promise<void> {
        const type = PENDING[step.op];
        const resource = step.new ?? step.old;
        if (!type || !resource || !resource.custom) return;
        // When it began: that tells what it made from what was there before.
        const since = type === "creating" ? { created: new Date().toISOString() } : {};
        this.pending.set(step, { resource: { ...resource, ...since }, type });
        await this.write();
    }

    /** A step that failed, but left a resource behind (`ResourceInitError`), counts as done. */
    async end(step: Step, done: boolean): Promise<void> {
        const wasPending = this.pending.delete(step);
        for (const touched of [step.old, step.new]) if (touched) this.records.delete(touched);
        if (done) this.apply(step);
        if (wasPending || (done && step.op !== "same" && step.op !== "replace")) await this.write();
    }

    private apply(step: Step): void {
        switch (step.op) {
            case "replace":
            case "refresh":
                return;
            case "create-replacement":
                if (step.old?.pendingReplacement) this.gone.add(step.old);
                break;
            case "delete":
            case "remove-pending-replace":
                this.drop(step.old!);
                return;
            case "delete-replaced":
                if (!step.old!.pendingReplacement) this.drop(step.old!);
                return;
            case "import-replacement":
            case "read-replacement":
                break;
            default:
                if (step.old) this.drop(step.old);
        }
        if (step.new && !step.skippedCreate) this.fresh.add(step.new);
    }

    private drop(resource: ResourceState): void {
        this.fresh.delete(resource);
        this.gone.add(resource);
    }

    /** A resource that was done got something more, such as a component its outputs. */
    changed(resource: ResourceState): Promise<void> {
        this.records.delete(resource);
        return this.write();
    }

    /** Returns when a state at least as new as this moment is on disk; writes that are asked for during one are done as one. */
    write(): Promise<void> {
        if (!this.persist) return Promise.resolve();
        if (!this.writing) return this.startWriting();
        this.queued ??= this.writing
            .catch(() => undefined)
            .then(() => {
                this.queued = undefined;
                return this.startWriting();
            });
        return this.queued;
    }

    private startWriting(): Promise<void> {
        const writing = this.persist!(this.snapshot()).finally(() => {
            if (this.writing === writing) this.writing = undefined;
        });
        this.writing = writing;
        return writing;
    }

    /** The same object stands for a resource for as long as it does not change, so that its text can be kept. */
    snapshot(): Snapshot {
        const kept = this.base.filter((resource) => !this.gone.has(resource) && !this.fresh.has(resource));
        return {
            resources: [...this.fresh, ...kept]
                .map((resource) => this.record(resource))
                .map((record) => (this.renamed.size > 0 ? this.withCurrentUrns(record) : record)),
            pendingOperations: [...this.pending.values()],
        };
    }

    private record(resource: ResourceState): ResourceState {
        const known = this.records.get(resource);
        if (known) return known;
        const record = { ...resource };
        this.records.set(resource, record);
        return record;
    }

    /** A resource that an alias renamed is known by its new URN to those that depend on it. */
    private withCurrentUrns(resource: ResourceState): ResourceState {
        const current = (urn: string) => this.renamed.get(urn) ?? urn;
        if (!neededUrns(resource).some((urn) => this.renamed.has(urn))) return resource;
        const copy = { ...resource };
        if (copy.parent) copy.parent = current(copy.parent);
        if (copy.deletedWith) copy.deletedWith = current(copy.deletedWith);
        if (copy.dependencies) copy.dependencies = copy.dependencies.map(current);
        if (copy.provider) {
            const reference = parseProviderReference(copy.provider);
            copy.provider = `${current(reference.urn)}::${reference.id}`;
        }
        copy.propertyDependencies &&= Object.fromEntries(
            Object.entries(copy.propertyDependencies).map(([key, urns]) => [key, urns.map(current)]),
        );
        return copy;
    }
}

import { neededUrns } from "./graph";
import type { ResourceState } from "./state";
import { matchesTarget } from "./urn";

/** The resources that an operation is about: those that `--target` names or, without it, all. */
export class Targets {
    /** What was found to be a target so far. */
    private readonly found = new Set<string>();

    constructor(
        private readonly options: {
            targets: string[];
            /** What depends on a target is one, too. */
            targetDependents: boolean;
        },
    ) {}

    /** Whether a resource is a target. Has to be asked for each after what that depends on. */
    include(resource: ResourceState): boolean {
        const { targets, targetDependents } = this.options;
        if (targets.length === 0) return true;
        const isImplied = targetDependents && neededUrns(resource).some((urn) => this.found.has(urn));
        if (isImplied || targets.some((pattern) => matchesTarget(pattern, resource.urn))) this.found.add(resource.urn);
        return this.found.has(resource.urn);
    }
}

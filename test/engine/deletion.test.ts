import * as assert from "node:assert/strict";

import { deleteAll, DeletionContext } from "../../engine/deletion";
import type { ResourceState } from "../../engine/state";
import type { Step } from "../../engine/step";

function resource(name: string, rest: Partial<ResourceState> = {}): ResourceState {
    return { urn: `urn:pulumi:dev::p::t:m:T::${name}`, type: "t:m:T", custom: true, id: name, ...rest };
}

/** Deletes all but what it is to fail at. */
class Deleter {
    readonly isStopped = false;
    readonly failed = new Set<Step>();
    readonly deleted: string[] = [];

    constructor(private readonly failing: string) {}

    async runParallel(steps: Step[]): Promise<void> {
        for (const step of steps) {
            if (step.old?.id === this.failing) this.failed.add(step);
            else this.deleted.push(step.old?.id ?? "");
        }
    }
}

describe("A destroy that goes on after an error", () => {
    it("leaves everything that what could not be deleted needs, and deletes the rest", async () => {
        const volume = resource("volume");
        const gate = resource("gate", { dependencies: [volume.urn] });
        const other = resource("other");
        const app = resource("app", { dependencies: [gate.urn, other.urn] });
        const runner = new Deleter("gate");
        await deleteAll({
            resources: [volume, gate, other, app],
            planner: { alreadyDeleted: new Set(), condemned: new Set(), kept: new Set() },
            runner,
            diagnostics: {},
            options: { targets: [], targetDependents: false, preview: false, excludeProtected: false },
        } as unknown as DeletionContext);
        assert.deepEqual(runner.deleted, ["app", "other"]);
    });
});

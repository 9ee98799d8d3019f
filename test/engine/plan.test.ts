import * as assert from "node:assert/strict";

import {
    applyReplaceOnChanges,
    decide,
    isReplacement,
    isTriggered,
    NO_DIFF,
    planDeletes,
    replaceByCreatingFirst,
    replaceByDeletingFirst,
    scheduleDeletes,
} from "../../engine/plan";
import { PropertyValue, secret, UNKNOWN } from "../../engine/property";
import type { DiffResult } from "../../engine/providers/provider";
import type { ResourceState } from "../../engine/state";

function resource(name: string, rest: Partial<ResourceState> = {}): ResourceState {
    return { urn: `urn:pulumi:dev::p::t:m:T::${name}`, type: "t:m:T", custom: true, id: name, ...rest };
}

const sourceChanged: DiffResult = {
    ...NO_DIFF,
    changes: true,
    diffs: ["mounts"],
    detailedDiff: { "mounts[0].source": { diffKind: "update", inputDiff: false } },
};

describe("plan", () => {
    it("updates in place what changed without forcing a replacement", () => {
        assert.equal(decide(resource("a"), sourceChanged), "update");
    });

    it("replaces when a changed property is named in replaceOnChanges", () => {
        for (const path of ["mounts", "mounts[*].source", "mounts[0]", "*"]) {
            const diff = applyReplaceOnChanges(sourceChanged, [path], false);
            assert.equal(decide(resource("a"), diff), "replace", path);
            assert.equal(diff.detailedDiff["mounts[0].source"].diffKind, "update-replace", path);
        }
    });

    it("does not replace when replaceOnChanges names another property", () => {
        assert.ok(!isReplacement(applyReplaceOnChanges(sourceChanged, ["mounts[1]", "image"], false)));
    });

    it("leaves a resource that did not change alone, whatever replaceOnChanges names", () => {
        assert.equal(decide(resource("a"), applyReplaceOnChanges(NO_DIFF, ["*"], false)), "same");
    });

    it("replaces a resource whose replacementTrigger is another, whenever that was, and only then", () => {
        const triggered = (was?: PropertyValue, is?: PropertyValue): boolean =>
            isTriggered(resource("a", { replacementTrigger: was }), resource("a", { replacementTrigger: is }));
        assert.equal(triggered("one", "other"), true);
        assert.equal(triggered("one", UNKNOWN), true);
        assert.equal(triggered(secret("one"), "one"), false);
        assert.equal(triggered({ a: ["one"] }, { a: ["one"] }), false);
        assert.equal(triggered(undefined, "one"), false);
        assert.equal(triggered("one", undefined), false);
        assert.equal(decide(resource("a"), { ...NO_DIFF, changes: true }, true), "replace");
    });

    it("goes on with a resource whose creation did not finish, and replaces it when asked to", () => {
        const old = resource("a", { initErrors: ["not ready"] });
        assert.equal(decide(old, applyReplaceOnChanges(NO_DIFF, [], true)), "update");
        assert.equal(decide(old, applyReplaceOnChanges(NO_DIFF, ["#initerror"], true)), "replace");
    });

    it("replaces a resource that an interrupted update had deleted already, without deleting it again", () => {
        const old = resource("a", { pendingReplacement: true });
        assert.equal(decide(old, NO_DIFF), "replace");
        const steps = replaceByDeletingFirst(old, resource("a"), NO_DIFF, []);
        assert.deepEqual(
            steps.map(({ op }) => op),
            ["replace", "create-replacement"],
        );
    });

    it("creates first and leaves the deletion for later, unless the deletion has to come first", () => {
        const [create, replace, ...rest] = replaceByCreatingFirst(resource("a"), resource("a"), sourceChanged);
        assert.equal(create.op, "create-replacement");
        assert.equal(create.deletesOldLater, true);
        assert.equal(replace.op, "replace");
        assert.deepEqual(rest, []);
    });

    it("deletes dependents before what they depend on when the deletion comes first", () => {
        const steps = replaceByDeletingFirst(resource("volume"), resource("volume"), sourceChanged, [
            resource("gate"),
            resource("app"),
        ]);
        assert.deepEqual(
            steps.map(({ op, urn }) => `${op} ${urn.split("::").pop()}`),
            [
                "delete-replaced app",
                "delete-replaced gate",
                "delete-replaced volume",
                "replace volume",
                "create-replacement volume",
            ],
        );
        assert.ok(steps.slice(0, 3).every((step) => step.pendingReplacement));
    });

    it("deletes at the end what is replaced or wanted no more, and only forgets what is gone already", () => {
        const kept = resource("kept");
        const steps = planDeletes(
            [
                kept,
                resource("old", { delete: true }),
                resource("unwanted"),
                resource("gone", { pendingReplacement: true }),
            ],
            (one) => one === kept,
        );
        assert.deepEqual(
            steps.map(({ op }) => op),
            ["delete-replaced", "delete", "remove-pending-replace"],
        );
    });

    it("schedules no deletion before that of everything which depends on it", () => {
        const stack = resource("stack", { custom: false });
        const volume = resource("volume", { parent: stack.urn });
        const gate = resource("gate", { parent: stack.urn, dependencies: [volume.urn] });
        const app = resource("app", { propertyDependencies: { mounts: [gate.urn] } });
        const other = resource("other", { parent: stack.urn });
        const all = [stack, volume, gate, app, other];
        const groups = scheduleDeletes(
            planDeletes(all, () => false),
            all,
        );
        const position = (one: ResourceState) => groups.findIndex((group) => group.some(({ old }) => old === one));
        assert.ok(position(app) < position(gate));
        assert.ok(position(gate) < position(volume));
        assert.ok(position(volume) < position(stack));
        assert.ok(position(other) < position(stack));
        assert.equal(groups.flat().length, all.length);
    });
});

import * as assert from "node:assert/strict";

import { ResourceState, Snapshot } from "../../engine/state";
import { StateWriter } from "../../engine/state-writer";
import type { Step } from "../../engine/step";

function resource(name: string, rest: Partial<ResourceState> = {}): ResourceState {
    return { urn: `urn:pulumi:dev::p::t:m:T::${name}`, type: "t:m:T", custom: true, id: name, ...rest };
}

/** A disk on which every write stays open until the test lets it finish. */
class SlowDisk {
    readonly written: Snapshot[] = [];
    private finish: (() => void)[] = [];

    persist = (snapshot: Snapshot): Promise<void> =>
        new Promise((resolve) =>
            this.finish.push(() => {
                this.written.push(snapshot);
                resolve();
            }),
        );

    async finishAll(): Promise<void> {
        while (this.finish.length > 0) {
            this.finish.shift()!();
            await new Promise((resolve) => setImmediate(resolve));
        }
    }
}

const names = (snapshot: Snapshot) => snapshot.resources.map(({ id }) => id);

describe("StateWriter", () => {
    it("notes an operation before it starts and forgets it when it is done", async () => {
        const written: Snapshot[] = [];
        const writer = new StateWriter([], async (snapshot) => void written.push(snapshot), new Map());
        const step: Step = { op: "create", urn: "u", new: resource("a"), logical: true };
        await writer.begin(step);
        assert.deepEqual(
            written[0].pendingOperations.map(({ type }) => type),
            ["creating"],
        );
        assert.deepEqual(names(written[0]), []);
        await writer.end(step, true);
        assert.deepEqual(written[1].pendingOperations, []);
        assert.deepEqual(names(written[1]), ["a"]);
    });

    it("notes everything that could be half done, by what is being done", async () => {
        const notes: Partial<Record<Step["op"], string>> = {
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
        for (const [op, type] of Object.entries(notes) as [Step["op"], string][]) {
            const writer = new StateWriter([], async () => undefined, new Map());
            await writer.begin({ op, urn: "u", old: resource("a"), new: resource("a"), logical: true });
            assert.deepEqual(
                writer.snapshot().pendingOperations.map((pending) => pending.type),
                [type],
                op,
            );
        }
    });

    it("does not return before a state that holds the change is on disk, and writes many changes as one", async () => {
        const disk = new SlowDisk();
        const writer = new StateWriter([], disk.persist, new Map());
        const steps = ["a", "b", "c", "d"].map((name): Step => ({
            op: "create",
            urn: name,
            new: resource(name),
            logical: true,
        }));
        const durable: string[] = [];
        const ends = steps.map(async (step) => {
            await writer.begin(step);
            await writer.end(step, true);
            assert.ok(names(disk.written.at(-1)!).includes(step.new!.id));
            durable.push(step.urn);
        });
        assert.deepEqual(durable, []);
        await disk.finishAll();
        await Promise.all(ends);
        assert.equal(durable.length, 4);
        assert.ok(disk.written.length < 8, `${disk.written.length} writes`);
    });

    it("keeps the old resource of a replacement until its deletion is done", async () => {
        const old = resource("old");
        const fresh = resource("fresh");
        const writer = new StateWriter([old], async () => undefined, new Map());
        const create: Step = {
            op: "create-replacement",
            urn: old.urn,
            old,
            new: fresh,
            logical: false,
            deletesOldLater: true,
        };
        await writer.begin(create);
        await writer.end(create, true);
        assert.deepEqual(names(writer.snapshot()), ["fresh", "old"]);
        const remove: Step = { op: "delete-replaced", urn: old.urn, old, logical: false };
        await writer.begin(remove);
        await writer.end(remove, true);
        assert.deepEqual(names(writer.snapshot()), ["fresh"]);
    });

    it("keeps a resource that was deleted ahead of its replacement until the replacement is there", async () => {
        const old = resource("old");
        const writer = new StateWriter([old], async () => undefined, new Map());
        const remove: Step = { op: "delete-replaced", urn: old.urn, old, logical: false, pendingReplacement: true };
        await writer.begin(remove);
        old.pendingReplacement = true;
        await writer.end(remove, true);
        assert.deepEqual(writer.snapshot().resources[0].pendingReplacement, true);
        const create: Step = { op: "create-replacement", urn: old.urn, old, new: resource("fresh"), logical: false };
        await writer.begin(create);
        await writer.end(create, true);
        assert.deepEqual(names(writer.snapshot()), ["fresh"]);
    });

    it("leaves the state as it was when a step failed", async () => {
        const old = resource("old");
        const writer = new StateWriter([old], async () => undefined, new Map());
        const update: Step = { op: "update", urn: old.urn, old, new: resource("new"), logical: true };
        await writer.begin(update);
        await writer.end(update, false);
        assert.deepEqual(names(writer.snapshot()), ["old"]);
        assert.deepEqual(writer.snapshot().pendingOperations, []);
    });

    it("lets dependents know a renamed resource by its new URN", async () => {
        const before = resource("before");
        const after = resource("after");
        const dependent = resource("dependent", {
            dependencies: [before.urn],
            propertyDependencies: { mounts: [before.urn] },
            parent: before.urn,
            provider: `${before.urn}::id`,
        });
        const writer = new StateWriter([before, dependent], async () => undefined, new Map([[before.urn, after.urn]]));
        await writer.end({ op: "same", urn: after.urn, old: before, new: after, logical: true }, true);
        const found = writer.snapshot().resources.find(({ id }) => id === "dependent")!;
        assert.deepEqual(found.dependencies, [after.urn]);
        assert.deepEqual(found.propertyDependencies, { mounts: [after.urn] });
        assert.equal(found.parent, after.urn);
        assert.equal(found.provider, `${after.urn}::id`);
    });

    it("stands for a resource with the same object until the resource changes, and shows every change", async () => {
        const steady = resource("steady");
        const component = resource("component", { custom: false });
        const replaced = resource("replaced");
        const writer = new StateWriter([steady, replaced], async () => undefined, new Map());
        await writer.end({ op: "create", urn: component.urn, new: component, logical: true }, true);
        const before = writer.snapshot().resources;
        component.outputs = { capacityBytes: 1 };
        await writer.changed(component);
        replaced.delete = true;
        const fresh = resource("fresh");
        await writer.end(
            { op: "create-replacement", urn: replaced.urn, old: replaced, new: fresh, logical: false },
            true,
        );
        const after = writer.snapshot().resources;
        const [first, second] = [before, after].map(
            (resources) => new Map(resources.map((record) => [record.id, record])),
        );
        assert.equal(first.get("steady"), second.get("steady"));
        assert.deepEqual(second.get("component")?.outputs, { capacityBytes: 1 });
        assert.equal(first.get("component")?.outputs, undefined);
        assert.equal(second.get("replaced")?.delete, true);
        assert.equal(first.get("replaced")?.delete, undefined);
    });

    it("writes nothing in a preview", async () => {
        const writer = new StateWriter([], undefined, new Map());
        const step: Step = { op: "create", urn: "u", new: resource("a"), logical: true };
        await writer.begin(step);
        await writer.end(step, true);
        await writer.write();
    });
});

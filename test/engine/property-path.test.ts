import * as assert from "node:assert/strict";

import { contains, parsePath, resetIgnored } from "../../engine/property-path";

describe("property paths", () => {
    const parsed: [string, (string | number)[]][] = [
        ["labels", ["labels"]],
        ["labels[0].value", ["labels", 0, "value"]],
        ["mounts[*].source", ["mounts", "*", "source"]],
        ['["a.b"].c', ["a.b", "c"]],
        ['driverOpts["x\\"y"]', ["driverOpts", 'x"y']],
        ["#initerror", ["#initerror"]],
    ];
    for (const [text, path] of parsed) {
        it(`parse ${text}`, () => assert.deepEqual(parsePath(text), path));
    }

    it("are refused when they do not parse", () => {
        assert.throws(() => parsePath("a[b"), /property path "a\[b" cannot be parsed/);
    });

    it("contain themselves and what lies below, never what lies above", () => {
        assert.ok(contains(parsePath("mounts"), parsePath("mounts[0].source")));
        assert.ok(contains(parsePath("mounts[*].source"), parsePath("mounts[3].source")));
        assert.ok(!contains(parsePath("mounts[0].source"), parsePath("mounts")));
        assert.ok(!contains(parsePath("mount"), parsePath("mounts")));
    });

    it("bring back old values where changes are ignored, and nothing else", () => {
        const old = { labels: [{ value: "1" }], driver: "local", name: "n" };
        const now = { labels: [{ value: "2" }], driver: "other", extra: true };
        assert.deepEqual(resetIgnored(now, old, ["labels[0].value", "extra"]), {
            labels: [{ value: "1" }],
            driver: "other",
        });
        assert.deepEqual(resetIgnored(now, old, ["name"]), { ...now, name: "n" });
        assert.deepEqual(now.labels, [{ value: "2" }]);
    });
});

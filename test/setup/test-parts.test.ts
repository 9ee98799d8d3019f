import assert from "node:assert/strict";
import { firstTier, jobsOf, jobsOfFirstTier, partOf, parts } from "../../setup/test-parts.mjs";

const file = (name: string, text = ""): { file: string; text: string } => ({ file: name, text });
const tests = [
    file("test/components/named-volume.test.ts"),
    file("test/components/model/figures.test.ts"),
    file("test/live/killed-destroy.test.ts"),
    file("test/live/faults-migration-beside.test.ts", 'describeWithEachEngine("A migration", () => {});'),
    file("test/live/takeover.test.ts", 'describeInBothOrders("A stack", () => {});'),
    file("test/live/enforced-capacity.test.ts"),
    file("test/live/measure.test.ts"),
    file("test/conformance/volumes.test.ts", 'describeCases("volumes");'),
    file("test/lab/hosts.test.ts"),
    file("test/live/report.test.ts"),
    file("test/live/service.test.ts"),
];

describe("The parts of the tests", () => {
    it("have every file in exactly one part, beside the real Pulumi's", () => {
        const named = Object.keys(parts)
            .filter((part) => part !== "pulumi")
            .flatMap((part) => jobsOf(part, tests))
            .flatMap(({ files }) => files);
        assert.deepEqual(named.sort(), tests.map((test) => test.file).sort());
        for (const { file: name } of tests) assert.ok(Object.hasOwn(parts, partOf(name)), name);
    });

    it("have no file of the lab, of a browser or of the real Pulumi in the first tier, nor one that others tell", () => {
        assert.deepEqual(
            Object.keys(parts).filter((part) => !firstTier.includes(part)),
            ["browser", "lab", "pulumi"],
        );
        const files = jobsOfFirstTier(tests).flatMap((job) => job.files);
        const left = tests.map((test) => test.file).filter((name) => !files.includes(name));
        assert.deepEqual(left, ["test/lab/hosts.test.ts", "test/live/report.test.ts", "test/live/service.test.ts"]);
    });

    it("give the real Pulumi the files that declare suites for it", () => {
        const files = jobsOf("pulumi", tests).flatMap((job) => job.files);
        assert.deepEqual(files.sort(), [
            "test/conformance/volumes.test.ts",
            "test/live/faults-migration-beside.test.ts",
            "test/live/takeover.test.ts",
        ]);
    });

    it("run what needs no Docker in one process a folder, what wants loop devices in one, and each other file in its own", () => {
        const jobs = jobsOf("main", tests).map(({ name, files }) => [name, files.length]);
        assert.deepEqual(
            new Map(jobs as [string, number][]),
            new Map([
                ["test/components", 2],
                ["loop devices", 2],
                ["test/live/takeover.test.ts", 1],
                ["test/live/service.test.ts", 1],
            ]),
        );
    });
});

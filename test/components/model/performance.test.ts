import assert from "node:assert/strict";
import { namedVolumeProblems } from "../../../components/model/volumes";
import { nfsVolumeProblems } from "../../../components/model/nfs-volumes";
import { limitSeconds, testParameters } from "../../../components/model/performance";
import { Problem } from "../../../components/model/problems";

const paths = (problems: Problem[]): string[] => problems.map(({ propertyPath }) => propertyPath);
const problemsWith = (performance: object, more: object = {}): string[] =>
    paths(namedVolumeProblems("data", { performance, ...more }));

describe("A performance test", () => {
    it("takes blocks of 1 MiB in sequence and of 4096 bytes at random, unless one size is given for both", () => {
        const usual = testParameters({});
        assert.deepEqual([usual.sequentialBlockSizeBytes, usual.randomBlockSizeBytes], [1048576, 4096]);
        assert.deepEqual([usual.queueDepth, usual.sizeBytes, usual.runtimeSeconds], [1, 67108864, 5]);
        const told = testParameters({ blockSizeBytes: 16384, queueDepth: 32 });
        assert.deepEqual(
            [told.sequentialBlockSizeBytes, told.randomBlockSizeBytes, told.queueDepth],
            [16384, 16384, 32],
        );
    });

    it("is given up later than its four parts end", () => {
        assert.ok(limitSeconds({ runtimeSeconds: 600 }) > 4 * 600);
    });

    it("can be asked for without any argument, and again", () => {
        assert.deepEqual(problemsWith({}), []);
        const all = { blockSizeBytes: 512, queueDepth: 1024, sizeBytes: 512, runtimeSeconds: 0.5, requestedAt: "now" };
        assert.deepEqual(problemsWith(all), []);
    });

    for (const [argument, values] of Object.entries({
        blockSizeBytes: [0, 511, 513, 4096.5, 32 * 1024 * 1024, "4096"],
        queueDepth: [0, 1025, 1.5],
        sizeBytes: [0, -1, 1024 * 1024 - 1],
        runtimeSeconds: [0, -1, Infinity, 3601],
        requestedAt: ["", 5],
    })) {
        for (const value of values) {
            it(`is turned down with ${argument} ${JSON.stringify(value)}`, () => {
                assert.deepEqual(problemsWith({ [argument]: value }), [`performance.${argument}`]);
            });
        }
    }

    it("is turned down where nothing can be written", () => {
        const driverOpts = { type: "ext4", device: "/dev/x", o: "noatime,ro" };
        assert.deepEqual(problemsWith({}, { driverOpts }), ["performance"]);
        const nfs = { server: "nas", export: "/e", performance: {} };
        assert.deepEqual(paths(nfsVolumeProblems("share", { ...nfs, readOnly: true })), ["performance"]);
        assert.deepEqual(paths(nfsVolumeProblems("share", nfs)), []);
    });
});

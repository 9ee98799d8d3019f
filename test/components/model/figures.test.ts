import assert from "node:assert/strict";
import { capacityBytes, usedBytes } from "../../../components/model/capacity";
import { throughputBytesPerSecond } from "../../../components/model/throughput";
import { goDuration } from "../../../components/model/units";

describe("Figures", () => {
    it("capacity is block size x block count", () => {
        assert.equal(capacityBytes({ blockSizeBytes: 4096, blockCount: 262144 }), 1073741824);
    });

    it("space used is data + metadata + overhead", () => {
        assert.equal(usedBytes({ dataBytes: 1000, metadataBytes: 4096, overheadBytes: 3096 }), 8192);
        assert.equal(usedBytes({ dataBytes: 1048576, metadataBytes: 0, overheadBytes: -1044480 }), 4096);
    });

    it("throughput is block size x block count / latency, and nothing without a latency", () => {
        assert.equal(throughputBytesPerSecond({ blockSizeBytes: 4096, blockCount: 1000, latencySeconds: 2 }), 2048000);
        assert.equal(throughputBytesPerSecond({ blockSizeBytes: 512, blockCount: 2, latencySeconds: 0.5 }), 2048);
        assert.equal(throughputBytesPerSecond({ blockSizeBytes: 512, blockCount: 2 }), undefined);
    });

    const durations: [number, string][] = [
        [0, "0s"],
        [0.25, "250ms"],
        [1, "1s"],
        [1.5, "1.5s"],
        [60, "1m0s"],
        [90, "1m30s"],
        [3600, "1h0m0s"],
        [5430, "1h30m30s"],
    ];
    for (const [seconds, text] of durations) {
        it(`${seconds} seconds read ${text}, as the daemon writes them`, () => assert.equal(goDuration(seconds), text));
    }
});

import assert from "node:assert/strict";
import { capacityBytes, usedBytes } from "../../../components/model/capacity";
import { throughputBytesPerSecond } from "../../../components/model/throughput";
import { binaryBytes, binaryBytesPerSecond, goDuration, percent } from "../../../components/model/units";

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

    const sizes: [number, string][] = [
        [0, "0 B"],
        [1023, "1023 B"],
        [1024, "1 KiB"],
        [1536, "1.5 KiB"],
        [1048575, "1 MiB"],
        [1048576 * 1023, "1023 MiB"],
        [42949672960, "40 GiB"],
        [44023414784, "41 GiB"],
        [1234567890123, "1.12 TiB"],
        [-1073741824, "-1 GiB"],
        [Number.MAX_SAFE_INTEGER, "8 PiB"],
        [0.4, "0.4 B"],
    ];
    for (const [bytes, text] of sizes) {
        it(`${bytes} bytes read ${text}`, () => assert.equal(binaryBytes(bytes), text));
    }

    it("speeds are bytes a second, and shares are in percent", () => {
        assert.equal(binaryBytesPerSecond(157286400), "150 MiB/s");
        assert.equal(percent(0.8125), "81.3 %");
        assert.equal(percent(2), "200 %");
    });
});

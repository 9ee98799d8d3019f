import assert from "node:assert/strict";
import { sharedBandwidths } from "../../../components/model/bandwidth";
import { declaredSummary, usageSummary } from "../../../components/model/summary";
import { totalsOf } from "../../../components/model/totals";

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

const site = { name: "site", host: "edge", capacityBytes: 40 * GIB, throughputBytesPerSecond: 300 * MIB };
const logs = { name: "logs", host: "edge", capacityBytes: 20 * GIB, throughputBytesPerSecond: 100 * MIB };
const share = {
    name: "share",
    host: "edge",
    nfsServer: "nas",
    capacityBytes: 500 * GIB,
    throughputBytesPerSecond: 100 * MIB,
};
const edge = { name: "edge", capacityBytes: 50 * GIB, throughputBytesPerSecond: 200 * MIB };
const nas = { name: "nas", capacityBytes: 1000 * GIB };

describe("Totals", () => {
    it("add up what volumes declare, and divide it by what their place has", () => {
        assert.deepEqual(totalsOf([site, logs], edge), {
            volumeCount: 2,
            volumesWithoutCapacity: 0,
            capacityBytes: 60 * GIB,
            capacityOversubscription: 1.2,
            throughputBytesPerSecond: 400 * MIB,
            throughputOversubscription: 2,
        });
    });

    it("count a volume without a capacity as missing, and state no ratio to what is not stated", () => {
        const totals = totalsOf([site, { name: "unsized" }]);
        assert.equal(totals.capacityBytes, 40 * GIB);
        assert.equal(totals.volumesWithoutCapacity, 1);
        assert.equal(totals.capacityOversubscription, undefined);
        assert.equal(totals.throughputOversubscription, undefined);
    });

    it("leave what lies on a server out of the host that mounts it", () => {
        const { hosts, nfsServers } = declaredSummary([site, logs, share], [edge], [nas]);
        assert.equal(hosts.edge.capacityBytes, 60 * GIB);
        assert.equal(nfsServers.nas.capacityBytes, 500 * GIB);
        assert.equal(nfsServers.nas.capacityOversubscription, 0.5);
        assert.equal(nfsServers.nas.throughputOversubscription, undefined);
    });

    it("of a stack have the ratio of the place that is worst off, and none if no place states what it has", () => {
        const { stack } = declaredSummary([site, logs, share], [edge], [nas]);
        assert.equal(stack.capacityBytes, 560 * GIB);
        assert.equal(stack.capacityOversubscription, 1.2);
        assert.equal(stack.throughputOversubscription, 2);
        const unstated = declaredSummary([site], [{ name: "edge" }], []).stack;
        assert.equal(unstated.capacityOversubscription, undefined);
    });

    it("of what is used count only volumes of which it is known", () => {
        const { usage } = usageSummary(
            [
                { ...site, usedBytes: 10 * GIB },
                { ...logs, usedBytes: 20 * GIB, freeBytes: 3 * GIB },
                { name: "unknown", host: "edge" },
                { ...share, freeBytes: 7 },
            ],
            [edge],
            [nas],
        );
        assert.deepEqual(usage["volume site"], { usedBytes: 10 * GIB, freeBytes: 30 * GIB, usedShare: 0.25 });
        assert.deepEqual(usage["host edge"], { usedBytes: 30 * GIB, freeBytes: 33 * GIB, usedShare: 0.5 });
        assert.deepEqual(usage["NFS server nas"], { usedBytes: undefined, freeBytes: 7, usedShare: undefined });
        assert.equal(usage.stack.freeBytes, 33 * GIB + 7);
    });
});

describe("Shared bandwidth", () => {
    const web = { name: "web", readOnly: true };
    const writer = { name: "writer" };

    it("is divided among the consumers of a volume, and only writers share what is written", () => {
        const { site: shared } = sharedBandwidths([{ ...site, consumers: [web, writer] }], [], []);
        assert.deepEqual(shared, {
            readBytesPerSecond: 300 * MIB,
            writeBytesPerSecond: 300 * MIB,
            consumers: {
                web: { readBytesPerSecond: 150 * MIB, writeBytesPerSecond: undefined },
                writer: { readBytesPerSecond: 150 * MIB, writeBytesPerSecond: 300 * MIB },
            },
        });
    });

    it("is capped by device limits, and what one may not use goes to the others", () => {
        const slow = { name: "slow", deviceReadBytesPerSecond: 30 * MIB, deviceWriteBytesPerSecond: 10 * MIB };
        const { site: shared } = sharedBandwidths([{ ...site, consumers: [slow, writer] }], [], []);
        assert.deepEqual(shared.consumers, {
            slow: { readBytesPerSecond: 30 * MIB, writeBytesPerSecond: 10 * MIB },
            writer: { readBytesPerSecond: 270 * MIB, writeBytesPerSecond: 290 * MIB },
        });
    });

    it("of a host is divided among all who use volumes on its disks; who uses a server shares the network", () => {
        const volumes = [
            { ...site, consumers: [web, writer] },
            logs,
            { ...share, consumers: [{ name: "one" }, { name: "two" }] },
        ];
        const host = { ...edge, networkBytesPerSecond: 60 * MIB };
        const shared = sharedBandwidths(volumes, [host], [{ ...nas, throughputBytesPerSecond: 40 * MIB }]);
        const third = (200 * MIB) / 3;
        assert.ok(Math.abs(Number(shared.site.consumers.web.readBytesPerSecond) - third) < 1e-3);
        assert.ok(Math.abs(Number(shared.logs.consumers.logs.readBytesPerSecond) - third) < 1e-3);
        assert.equal(shared.share.consumers.one.readBytesPerSecond, 20 * MIB);
        assert.equal(shared.share.readBytesPerSecond, 40 * MIB);
    });

    it("has no figure where nothing limits it", () => {
        const { free } = sharedBandwidths(
            [{ name: "free", consumers: [web, { ...writer, deviceReadBytesPerSecond: 5 }] }],
            [],
            [],
        );
        assert.deepEqual(free, {
            readBytesPerSecond: undefined,
            writeBytesPerSecond: undefined,
            consumers: {
                web: { readBytesPerSecond: undefined, writeBytesPerSecond: undefined },
                writer: { readBytesPerSecond: 5, writeBytesPerSecond: undefined },
            },
        });
    });
});

describe("A summary in words", () => {
    it("has a line for the stack, each host, each server and each volume", () => {
        const consumers = [{ name: "web", readOnly: true }, { name: "writer" }];
        const { lines } = declaredSummary(
            [{ ...site, consumers }, logs, { name: "unsized", consumers: [] }],
            [edge],
            [nas],
        );
        assert.deepEqual(lines, {
            stack: "60 GiB in 3 volumes (1 without a declared size), up to 120 % of what a host or server has; 400 MiB/s, up to 200 % of what a host or server has",
            "host edge": "60 GiB in 2 volumes, 120 % of 50 GiB; 400 MiB/s, 200 % of 200 MiB/s",
            "NFS server nas": "0 B in 0 volumes, 0 % of 1000 GiB",
            "volume site":
                "40 GiB, 300 MiB/s; all at once: web reads 66.67 MiB/s, writer reads 66.67 MiB/s and writes 100 MiB/s",
            "volume logs": "20 GiB, 100 MiB/s; all at once: logs reads 66.67 MiB/s and writes 100 MiB/s",
            "volume unsized": "no declared size",
        });
    });

    it("says what is used and free, as far as that is known", () => {
        const { lines } = usageSummary([{ ...site, usedBytes: 10 * GIB }, { name: "unknown" }], [], []);
        assert.deepEqual(lines, {
            stack: "10 GiB used, 30 GiB free, 25 % full",
            "volume site": "10 GiB used, 30 GiB free, 25 % full",
            "volume unknown": "not known",
        });
    });
});

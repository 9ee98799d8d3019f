import assert from "node:assert/strict";
import { BudgetedFigures, breach, PLACE_LIMIT, VOLUME_LIMITS } from "../../../components/model/budgets";
import { FigureSource } from "../../../components/model/figures";
import { storageSummaryProblems } from "../../../components/model/summary-problems";
import { reasonOf } from "../../../components/model/problems";
import { LATER } from "../../../components/model/validation";

const GIB = 1024 ** 3;

/** What is said of a limit of a volume; undefined while it is kept, or cannot be known. */
function told(property: string, bound: number, figures: BudgetedFigures): string | undefined {
    const limit = [...VOLUME_LIMITS, PLACE_LIMIT].find((one) => one.property === property);
    assert.ok(limit, property);
    const figure = limit.figure(figures);
    return figure && breach("volume site", limit, bound, figure);
}

const declared = (value: number): { value: number; source: FigureSource } => ({ value, source: FigureSource.Declared });
const measured = (value: number): { value: number; source: FigureSource } => ({ value, source: FigureSource.Measured });

describe("A budget", () => {
    it("names target, budget, value, source and remedy when it is broken", () => {
        const figures = { capacityBytes: declared(40 * GIB), usedBytes: measured(36 * GIB) };
        assert.equal(
            told("minimumFreeBytes", 10 * GIB, figures),
            "volume site breaks its budget minimumFreeBytes of 10 GiB: 4 GiB free (measured); " +
                "remove data from it, give it more blocks, or lower the budget",
        );
        assert.equal(
            told("maximumUsedShare", 0.8, figures),
            "volume site breaks its budget maximumUsedShare of 80 %: 90 % used (measured); " +
                "remove data from it, give it more blocks, or raise the budget",
        );
        assert.equal(
            told("minimumThroughputBytesPerSecond", 1048576, { throughputBytesPerSecond: declared(524288) }),
            "volume site breaks its budget minimumThroughputBytesPerSecond of 1 MiB/s: 512 KiB/s throughput (declared); " +
                "move it, or what shares its host or server, to a faster place, or lower the budget",
        );
        assert.equal(
            told("maximumLatencySeconds", 0.5, { latencySeconds: declared(2) }),
            "volume site breaks its budget maximumLatencySeconds of 0.5 s: 2 s latency (declared); " +
                "move it to a faster place, or raise the budget",
        );
        assert.equal(
            told("maximumSumBytes", 100 * GIB, { sumBytes: { value: 120 * GIB, source: FigureSource.Computed } }),
            "volume site breaks its budget maximumSumBytes of 100 GiB: 120 GiB in all volumes together (computed); " +
                "shrink or move a volume, or raise the budget",
        );
    });

    it("is kept at its very limit, and a breach by a byte is told in bytes", () => {
        assert.equal(told("minimumFreeBytes", 10 * GIB, { freeBytes: measured(10 * GIB) }), undefined);
        assert.match(
            String(told("minimumFreeBytes", 10 * GIB, { freeBytes: measured(10 * GIB - 1) })),
            /of 10 GiB: 10 GiB free \(measured, 10737418239 against 10737418240 exactly\)/,
        );
        assert.equal(told("maximumUsedShare", 1, { capacityBytes: declared(5), usedBytes: declared(5) }), undefined);
        assert.equal(told("maximumLatencySeconds", 2, { latencySeconds: declared(2) }), undefined);
    });

    it("goes by measured free bytes before it goes by capacity and used bytes", () => {
        const figures = { capacityBytes: declared(40 * GIB), usedBytes: measured(1), freeBytes: measured(GIB) };
        assert.match(String(told("minimumFreeBytes", 2 * GIB, figures)), /: 1 GiB free/);
    });

    it("is neither kept nor broken as long as its figure is not known", () => {
        assert.equal(told("minimumFreeBytes", 1, { capacityBytes: declared(0) }), undefined);
        assert.equal(told("maximumLatencySeconds", 1, {}), undefined);
        assert.equal(told("maximumUsedShare", 1, { capacityBytes: measured(0), usedBytes: measured(0) }), undefined);
    });
});

describe("A StorageSummary", () => {
    const volumes = [{ name: "site", capacityBytes: LATER, usedBytes: LATER }];
    const wrong: [what: string, values: Record<string, unknown>, reasons: string[]][] = [
        ["no volumes", {}, ["volumes is missing: give a list"]],
        [
            "a name twice",
            { volumes: [{ name: "a" }, { name: "a" }] },
            ['volumes[1].name is "a": give a volume a name that no other one has'],
        ],
        ["no name", { volumes: [{}] }, ["volumes[0].name is missing: give a text that is not empty"]],
        [
            "a host that is not listed",
            { volumes: [{ name: "a", host: "edge" }], hosts: [{ name: "one" }, { name: "two" }] },
            ['volumes[0].host is "edge": give one of hosts: one, two'],
        ],
        [
            "a server where none is listed",
            { volumes: [{ name: "a", nfsServer: "nas" }] },
            ['volumes[0].nfsServer is "nas": add it to nfsServers'],
        ],
        [
            "sizes and speeds that are none",
            {
                volumes: [
                    {
                        name: "a",
                        capacityBytes: -1,
                        latencySeconds: 0,
                        expectedUsage: { dataBytes: 1.5, metadataBytes: 0 },
                        consumers: [{ name: "web", deviceReadBytesPerSecond: 0, readOnly: "yes" }],
                    },
                ],
                hosts: [{ name: "edge", throughputBytesPerSecond: NaN }],
            },
            [
                "hosts[0].throughputBytesPerSecond is NaN: give a number of bytes per second above 0",
                "volumes[0].capacityBytes is -1: give a whole number of bytes from 0 to 2^53 - 1",
                "volumes[0].latencySeconds is 0: give more than 0 seconds, 2147483647 at most",
                "volumes[0].expectedUsage.dataBytes is 1.5: give a whole number of bytes from 0 to 2^53 - 1",
                "volumes[0].expectedUsage.overheadBytes is missing: give a whole number of bytes from -9007199254740991 to 2^53 - 1",
                "volumes[0].consumers[0].deviceReadBytesPerSecond is 0: give a number of bytes per second above 0",
                'volumes[0].consumers[0].readOnly is "yes": give true or false',
            ],
        ],
        [
            "properties that there are not",
            {
                volumes: [
                    {
                        name: "a",
                        capacityByte: 1,
                        expectedUsage: { dataBytes: 1, metadataBytes: 0, overheadBytes: 0, bytes: 1 },
                        consumers: [{ name: "web", readonly: true }],
                    },
                ],
                nfsServers: [{ name: "nas", networkBytesPerSecond: 1 }],
                budgets: [{ maximumSumBytes: 1, maximumSum: 1, action: "warn" }],
                budget: [],
            },
            [
                'volumes[0].expectedUsage.bytes is "<not shown>": there is no such property, only dataBytes, metadataBytes, overheadBytes',
                'volumes[0].consumers[0].readonly is "<not shown>": there is no such property, only deviceReadBytesPerSecond, deviceWriteBytesPerSecond, name, readOnly',
                'volumes[0].capacityByte is "<not shown>": there is no such property, only capacityBytes, consumers, expectedUsage, ' +
                    "freeBytes, host, latencySeconds, measuredLatencySeconds, measuredThroughputBytesPerSecond, name, nfsServer, throughputBytesPerSecond, usedBytes",
                'nfsServers[0].networkBytesPerSecond is "<not shown>": there is no such property, only capacityBytes, name, throughputBytesPerSecond',
                'budgets[0].maximumSum is "<not shown>": there is no such property, only action, host, maximumLatencySeconds, ' +
                    "maximumSumBytes, maximumUsedShare, minimumFreeBytes, minimumThroughputBytesPerSecond, nfsServer, volume",
                'budget is "<not shown>": there is no such property, only budgets, hosts, nfsServers, volumes',
            ],
        ],
        [
            "a budget for nobody, without action and with a share in percent",
            { volumes, budgets: [{ volume: "sight", maximumUsedShare: 80 }] },
            [
                'budgets[0].volume is "sight": give one of volumes: site',
                "budgets[0].action is missing: give one of warn, fail",
                "budgets[0].maximumUsedShare is 80: give a share from 0 to 1, as 0.8",
            ],
        ],
        [
            "a budget without a limit",
            { volumes, budgets: [{ action: "warn" }] },
            [
                'budgets[0] is "a budget without a limit": give it a limit: minimumFreeBytes, maximumUsedShare, ' +
                    "minimumThroughputBytesPerSecond, maximumLatencySeconds, maximumSumBytes",
            ],
        ],
        [
            "a sum of one volume",
            { volumes, budgets: [{ volume: "site", maximumSumBytes: 1, action: "warn" }] },
            ["budgets[0].maximumSumBytes is 1: it is for hosts and NFS servers: name one of them in place of a volume"],
        ],
        [
            "a budget that would never be checked",
            {
                volumes: [{ name: "site" }],
                budgets: [
                    {
                        volume: "site",
                        minimumFreeBytes: 1,
                        maximumUsedShare: 1,
                        maximumLatencySeconds: 1,
                        action: "warn",
                    },
                ],
            },
            [
                "budgets[0].minimumFreeBytes is 1: the volume states no freeBytes: give it that, or capacityBytes and one of usedBytes and expectedUsage",
                "budgets[0].maximumUsedShare is 1: give the volume capacityBytes and one of usedBytes and expectedUsage",
                "budgets[0].maximumLatencySeconds is 1: give the volume latencySeconds or measuredLatencySeconds",
            ],
        ],
    ];
    for (const [what, values, reasons] of wrong) {
        it(`turns down ${what}`, () => assert.deepEqual(storageSummaryProblems(values).map(reasonOf), reasons));
    }

    it("takes figures that are known later, and those that turn out not to be known", () => {
        const budgets = [{ volume: "site", minimumFreeBytes: 1, maximumUsedShare: 0.9, action: "fail" }];
        assert.deepEqual(storageSummaryProblems({ volumes, budgets }), []);
        const unmeasured = [{ name: "site", capacityBytes: 5, usedBytes: undefined }];
        assert.deepEqual(storageSummaryProblems({ volumes: unmeasured, budgets }), []);
    });
});

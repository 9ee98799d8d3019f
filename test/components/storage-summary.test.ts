import assert from "node:assert/strict";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { BudgetAction, NamedVolume, StorageSummary, StorageSummaryArgs } from "../../components/index";
import { MockedProgram, usagePrinted, valueOf } from "./mocked-program";

const GIB = 1024 ** 3;
const geometry = { blockSizeBytes: 4096, blockCount: (40 * GIB) / 4096, latencySeconds: 80 };
const unknown = pulumi.output(pulumi.unknown as unknown as number);

function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
    return (output as unknown as { isKnown: Promise<boolean> }).isKnown;
}

describe("StorageSummary", () => {
    const told: string[] = [];
    before(() => {
        const take = (line: string): void => void told.push(line);
        mock.method(console, "warn", take);
        mock.method(console, "error", take);
    });
    beforeEach(() => (told.length = 0));
    after(() => mock.restoreAll());

    it("knows in a preview what follows from plain inputs, though nobody has measured anything", async () => {
        const program = new MockedProgram(true);
        const { capacityBytes, usedBytes, throughputBytesPerSecond } = new NamedVolume("site", { geometry });
        const summary = new StorageSummary("storage", {
            volumes: [
                { name: "site", capacityBytes, usedBytes, throughputBytesPerSecond },
                { name: "logs", capacityBytes: 20 * GIB, latencySeconds: 20, usedBytes: unknown },
            ],
            hosts: [{ name: "edge", capacityBytes: 50 * GIB, throughputBytesPerSecond: GIB }],
            budgets: [{ minimumFreeBytes: GIB, action: BudgetAction.Fail }],
        });
        assert.equal(await valueOf(summary.capacityBytes), 60 * GIB);
        assert.equal(await valueOf(summary.throughputBytesPerSecond), 1.5 * GIB);
        assert.equal(await valueOf(summary.capacityOversubscription), 1.2);
        assert.equal(await valueOf(summary.throughputOversubscription), 1.5);
        assert.deepEqual(await valueOf(summary.volumes), {
            site: { capacityBytes: 40 * GIB, throughputBytesPerSecond: GIB / 2, latencySeconds: undefined },
            logs: { capacityBytes: 20 * GIB, throughputBytesPerSecond: GIB, latencySeconds: 20 },
        });
        assert.equal((await valueOf(summary.bandwidths)).logs.readBytesPerSecond, GIB / 2);
        assert.equal(
            (await valueOf(summary.summary))["host edge"],
            "60 GiB in 2 volumes, 120 % of 50 GiB; 1.5 GiB/s, 150 % of 1 GiB/s",
        );
        for (const output of [summary.usedBytes, summary.usage, summary.usageSummary, summary.brokenBudgets]) {
            assert.equal(await isKnown(output), false);
        }
        assert.deepEqual([program.calls, told], [[], []]);
    });

    it("keeps figures apart: an unknown throughput leaves the capacity known", async () => {
        new MockedProgram(true);
        const volumes = [{ name: "site", capacityBytes: 5, throughputBytesPerSecond: unknown }];
        const summary = new StorageSummary("storage", { volumes });
        assert.equal(await valueOf(summary.capacityBytes), 5);
        assert.equal(await isKnown(summary.throughputBytesPerSecond), false);
    });

    it("states what an update has measured", async () => {
        const program = new MockedProgram(false, (inputs) => usagePrinted(inputs, "=site-0000001", 1000, 4096, 3096));
        const site = new NamedVolume("site", { geometry }, program.options);
        const { capacityBytes, usedBytes } = site;
        const summary = new StorageSummary("storage", { volumes: [{ name: "site", capacityBytes, usedBytes }] });
        assert.equal(await valueOf(summary.usedBytes), 8192);
        assert.deepEqual(await valueOf(summary.usage), {
            stack: { usedBytes: 8192, freeBytes: 40 * GIB - 8192, usedShare: 8192 / (40 * GIB) },
            "volume site": { usedBytes: 8192, freeBytes: 40 * GIB - 8192, usedShare: 8192 / (40 * GIB) },
        });
        assert.equal((await valueOf(summary.usageSummary)).stack, "8 KiB used, 40 GiB free, 0 % full");
        assert.deepEqual(await valueOf(summary.brokenBudgets), []);
        const { capacityBytes: ofCapacity, usedBytes: ofUse } = await valueOf(summary.figureSources);
        assert.deepEqual([ofCapacity, ofUse], ["computed", "measured"]);
    });

    describe("with budgets", () => {
        const expectedUsage = { dataBytes: 30 * GIB, metadataBytes: 5 * GIB, overheadBytes: GIB };
        const free = "remove data from it, give it more blocks, or lower the budget";
        const withBudget = (budget: object, volume: object = {}): StorageSummaryArgs => ({
            volumes: [{ name: "site", capacityBytes: 40 * GIB, ...volume }],
            hosts: [{ name: "edge" }],
            budgets: [{ action: BudgetAction.Warn, ...budget }],
        });
        const broken = (args: StorageSummaryArgs): Promise<string[]> =>
            valueOf(new StorageSummary("storage", args).brokenBudgets);

        it("goes by the expected usage in a preview, and warns", async () => {
            new MockedProgram(true);
            const message = `volume site breaks its budget minimumFreeBytes of 10 GiB: 4 GiB free (computed); ${free}`;
            const args = withBudget({ minimumFreeBytes: 10 * GIB }, { expectedUsage, usedBytes: unknown });
            assert.deepEqual(await broken(args), [message]);
            assert.deepEqual(told, [`warning: [runtime] ${message}`]);
        });

        it("goes by what is measured once that is known", async () => {
            new MockedProgram();
            const volume = { expectedUsage, usedBytes: pulumi.output(20 * GIB) };
            assert.deepEqual(await broken(withBudget({ minimumFreeBytes: 10 * GIB }, volume)), []);
            assert.deepEqual(await broken(withBudget({ maximumUsedShare: 0.4 }, volume)), [
                "volume site breaks its budget maximumUsedShare of 40 %: 50 % used (measured); " +
                    "remove data from it, give it more blocks, or raise the budget",
            ]);
        });

        it("compares throughput and latency with what is measured, or else with what is left to its consumers", async () => {
            new MockedProgram();
            const volumes = [
                { name: "a", throughputBytesPerSecond: 80 },
                { name: "b", throughputBytesPerSecond: 80, measuredThroughputBytesPerSecond: pulumi.output(70) },
            ];
            const budgets = [{ minimumThroughputBytesPerSecond: 60, action: BudgetAction.Warn }];
            assert.deepEqual(
                await broken({ volumes, budgets, hosts: [{ name: "edge", throughputBytesPerSecond: 100 }] }),
                [
                    "volume a breaks its budget minimumThroughputBytesPerSecond of 60 B/s: 50 B/s throughput (computed); " +
                        "move it, or what shares its host or server, to a faster place, or lower the budget",
                ],
            );
            const latency = { latencySeconds: 1, measuredLatencySeconds: pulumi.output(3) };
            assert.match(
                (await broken(withBudget({ maximumLatencySeconds: 2 }, latency)))[0],
                /of 2 s: 3 s latency \(measured\)/,
            );
        });

        it("adds up the volumes of each host and server by itself", async () => {
            new MockedProgram();
            const args = {
                volumes: [
                    { name: "a", host: "one", capacityBytes: 60 },
                    { name: "b", host: "one", capacityBytes: 50 },
                    { name: "c", host: "two", capacityBytes: 60 },
                    { name: "d", nfsServer: "nas", capacityBytes: 200 },
                ],
                hosts: [{ name: "one" }, { name: "two" }],
                nfsServers: [{ name: "nas" }],
            };
            const targets = async (budget: object): Promise<string[]> => {
                const budgets = [{ maximumSumBytes: 100, action: BudgetAction.Warn, ...budget }];
                return (await broken({ ...args, budgets })).map((message) => message.split(" breaks")[0]);
            };
            assert.deepEqual(await targets({}), ["host one", "NFS server nas"]);
            assert.deepEqual(await targets({ host: "two" }), []);
            assert.deepEqual(await targets({ nfsServer: "nas" }), ["NFS server nas"]);
        });

        it("does not cut an update off that it makes fail", async () => {
            const args = withBudget({ maximumSumBytes: GIB, action: BudgetAction.Fail });
            const message =
                "host edge breaks its budget maximumSumBytes of 1 GiB: 40 GiB in all volumes together (computed); " +
                "shrink or move a volume, or raise the budget";
            new MockedProgram(false);
            assert.deepEqual(await broken(args), [message]);
            assert.deepEqual(told, [`error: [runtime] ${message}`]);
        });

        it("says in an update, and not before, that a figure is missing", async () => {
            const args = withBudget(
                { minimumFreeBytes: 1 },
                { usedBytes: pulumi.output<number | undefined>(undefined) },
            );
            new MockedProgram(true);
            assert.equal(await isKnown(new StorageSummary("storage", args).brokenBudgets), false);
            assert.deepEqual(told, []);
            new MockedProgram();
            assert.deepEqual(await broken(args), []);
            assert.deepEqual(told, [
                "warning: [runtime] volume site: budget minimumFreeBytes is not checked: freeBytes, usedBytes not known",
            ]);
        });

        it("passes over volumes that state no such figure, if it is for all", async () => {
            new MockedProgram();
            const volumes = [
                { name: "a", capacityBytes: 5 },
                { name: "b", usedBytes: pulumi.output(5) },
                { name: "c" },
            ];
            const budgets = [
                { minimumFreeBytes: 9, maximumUsedShare: 0.5, maximumLatencySeconds: 1, action: BudgetAction.Warn },
            ];
            assert.deepEqual(await broken({ volumes, budgets }), []);
            assert.deepEqual(told, []);
        });

        it("tells no secret", async () => {
            new MockedProgram();
            const { brokenBudgets } = new StorageSummary(
                "storage",
                withBudget({ maximumUsedShare: 0.5 }, { usedBytes: pulumi.secret(39 * GIB) }),
            );
            assert.match((await valueOf(brokenBudgets))[0], /97\.5 % used/);
            assert.equal(await pulumi.isSecret(brokenBudgets), true);
            assert.deepEqual(told, ["warning: [runtime] volume site breaks its budget maximumUsedShare"]);
        });
    });

    it("names every wrong argument in one error", () => {
        const args = { volumes: [{ name: "a", host: "edge", capacityBytes: -1 }] };
        assert.throws(() => new StorageSummary("storage", args), {
            message:
                "StorageSummary storage has wrong arguments:" +
                "\n  - volumes[0].capacityBytes is -1: give a whole number of bytes from 0 to 2^53 - 1" +
                '\n  - volumes[0].host is "edge": add it to hosts',
        });
    });
});

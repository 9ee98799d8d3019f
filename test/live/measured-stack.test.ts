import assert from "node:assert/strict";
import { join } from "node:path";
import { FileSystem, Performance, TmpfsMount } from "../../components/index";
import { temporaryFolder } from "../temporary-folder";
import { docker, inVolume, volumeExists } from "./docker-view";
import { describeWithEachEngine, embedded } from "./engines";
import { StackCopy } from "./stack-copy";

interface Outputs {
    volume: string;
    otherVolume: string;
    measured: { usedBytes: number; dataBytes: number; allocatedBytes: number; fileSystem: FileSystem }[];
    performances: (Performance | null)[];
    tmpfsMounts: TmpfsMount[];
}

const MEBIBYTE = 1024 * 1024;
const measuredTimes = ({ performances }: Outputs): unknown[] => performances.map((one) => one?.measuredAt);
const test = { sizeBytes: MEBIBYTE, runtimeSeconds: 1 };

describeWithEachEngine("A stack whose storage is measured", (command) => {
    const folder = temporaryFolder("measured");
    const path = join(temporaryFolder("measured-folder"), "shared");
    const volumes = new Set<string>();
    let stack: StackCopy;

    before(async () => {
        stack = new StackCopy(command, folder, "test/live/programs/measured");
        await stack.init();
    });
    after(async () => {
        await stack.destroy();
        for (const name of [...volumes, stack.snapshotsVolume]) {
            if (await volumeExists(name)) await docker.getVolume(name).remove();
        }
    });

    async function up(data: object, ...args: string[]): Promise<Outputs> {
        stack.setConfig({ data: { onDelete: "discard", ...data }, other: { onDelete: "discard" }, folder: { path } });
        await stack.up(...args);
        const outputs = (await stack.outputs()) as unknown as Outputs;
        [outputs.volume, outputs.otherVolume].forEach((name) => volumes.add(name));
        return outputs;
    }

    it("tells what each update finds", async () => {
        const { volume, measured, tmpfsMounts } = await up({});
        assert.deepEqual(
            measured.map(({ dataBytes }) => dataBytes),
            [0, 0, 0],
        );
        assert.deepEqual(
            tmpfsMounts.map(({ destination, fileSystem }) => [destination, fileSystem?.capacityBytes]),
            [["/cache", 8 * MEBIBYTE]],
        );
        await inVolume(volume, `truncate -s ${MEBIBYTE} holes; echo 12345 > f; sync`);
        const [data, other] = (await up({}, "--expect-no-changes")).measured;
        assert.deepEqual([data.dataBytes, other.dataBytes], [MEBIBYTE + 6, 0]);
        const blockSize = data.fileSystem.blockSizeBytes;
        assert.ok(data.allocatedBytes < data.dataBytes && data.allocatedBytes >= blockSize, JSON.stringify(data));
        assert.ok(data.usedBytes > data.allocatedBytes, JSON.stringify(data));
        assert.equal(data.fileSystem.capacityBytes, other.fileSystem.capacityBytes);
    });

    it("measures the speed once, again when asked, and again when the volume is another", async () => {
        const first = await up({ performance: test });
        assert.ok(first.performances[0]?.randomRead, JSON.stringify(first.performances));
        assert.deepEqual((await up({ performance: test }, "--expect-no-changes")).performances, first.performances);
        const performance = { ...test, requestedAt: "now" };
        const asked = await up({ performance });
        const migrated = await up({ performance, labels: { a: "b" } });
        assert.notEqual(migrated.volume, asked.volume);
        assert.equal(new Set([first, asked, migrated].map((outputs) => measuredTimes(outputs)[0])).size, 3);
        assert.deepEqual(measuredTimes(migrated).slice(1), [undefined, undefined]);
        assert.equal(migrated.measured[0].dataBytes, MEBIBYTE + 6);
    });
});

/** The docker provider of the Pulumi CLI turns down a preview without a daemon, whatever is in it. */
describe("A preview where no daemon answers", () => {
    it("has figures that are unknown, and no error", async () => {
        const folder = temporaryFolder("unmeasured");
        const nowhere = { DOCKER_HOST: `unix://${join(folder, "nowhere.sock")}` };
        const stack = new StackCopy(embedded, folder, "test/live/programs/measured", nowhere);
        await stack.init();
        stack.setConfig({ data: { performance: test }, folder: { path: join(folder, "shared") } });
        const printed = await stack.run("preview", "--stack", stack.stack);
        for (const figure of ["allocatedBytes", "dataBytes", "fileSystem", "usedBytes"]) {
            assert.equal(printed.match(new RegExp(`${figure} *: \\[unknown\\]`, "g"))?.length, 3, printed);
        }
        assert.match(printed, /tmpfsMounts *: \[unknown\]/);
        assert.match(printed, /performances: \[\s+\[0\]: \[unknown\]/);
    });
});

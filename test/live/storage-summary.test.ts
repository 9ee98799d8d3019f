import assert from "node:assert/strict";
import { join } from "node:path";
import { binaryBytes } from "../../components/model/units";
import { temporaryFolder } from "../temporary-folder";
import { checksums, inVolume, mountedVolumes, volumeExists } from "./docker-view";
import { describeWithEachEngine, describeWithPulumi, embedded } from "./engines";
import { StackCopy } from "./stack-copy";

const MIB = 1024 * 1024;
const program = "test/live/programs/storage-summary";
const isOver =
    "host edge breaks its budget maximumSumBytes of 70 MiB: 80 MiB in all volumes together (computed); " +
    "shrink or move a volume, or raise the budget";

interface Outputs {
    siteVolume: string;
    droppedVolume: string;
    appContainer: string;
    capacityBytes: number;
    usedBytes: number;
    usageLines: Record<string, string>;
    brokenBudgets: string[];
}

describe("A summary of storage, on a machine without a daemon", () => {
    const folder = temporaryFolder("storage-summary");

    it("is in the preview, and what would have to be measured is unknown", async () => {
        const stack = new StackCopy(embedded, folder, program, {
            DOCKER_HOST: `unix://${join(folder, "nobody.sock")}`,
        });
        await stack.init();
        const text = await stack.run("preview", "--stack", stack.stack);
        assert.match(text, /^ {4}capacityBytes: 62914560$/m);
        assert.match(text, /host edge {2}: "60 MiB in 2 volumes, 60 % of 100 MiB; 110 MiB\/s, 275 % of 40 MiB\/s"/);
        assert.match(
            text,
            /volume site: "40 MiB, 80 MiB\/s; all at once: app reads 18 MiB\/s and writes 20 MiB\/s, reader /,
        );
        assert.match(text, /^ {4}usedBytes {4}: \[unknown\]$/m);
        assert.doesNotMatch(text, /error|warning/);
    });
});

describeWithEachEngine("A summary of storage", (engine) => {
    const folder = temporaryFolder("storage-summary");
    const stack = new StackCopy(engine, folder, program);
    let first: Outputs;

    const outputs = async (): Promise<Outputs> => (await stack.outputs()) as unknown as Outputs;
    const preview = (): Promise<{ code: number; stdout: string; stderr: string }> =>
        stack.attempt("preview", "--stack", stack.stack);

    before(async () => {
        await stack.init();
        await stack.up();
        first = await outputs();
        await inVolume(first.siteVolume, "head -c 8388608 /dev/urandom > large");
    });
    after(() => stack.destroy());

    it("shows in a preview what an edit of a geometry changes, before anything is made", async () => {
        stack.setConfig({ blockCount: 15360 });
        const { code, stdout } = await preview();
        assert.equal(code, 0, stdout);
        assert.match(stdout, /^ {2}~ capacityBytes: 62914560 => 83886080$/m);
        assert.match(stdout, /~ volume site: "40 MiB, 80 MiB\/s; .*" => "60 MiB, 120 MiB\/s; .*"/);
        assert.match(
            stdout,
            /~ host edge {2}: "60 MiB in 2 volumes, 60 % of 100 MiB; .*" => "80 MiB in 2 volumes, 80 % of/,
        );
    });

    it("warns in a preview of a budget that the edit would break", async () => {
        stack.setConfig({ budgets: [{ host: "edge", maximumSumBytes: 70 * MIB, action: "warn" }] });
        const { code, stdout } = await preview();
        assert.equal(code, 0, stdout);
        assert.ok(stdout.includes(`warning: ${isOver}\n`), stdout);
    });

    it("fails the preview if the budget says so, and still shows what would change", async () => {
        stack.setConfig({ budgets: [{ host: "edge", maximumSumBytes: 70 * MIB, action: "fail" }] });
        const { code, stdout } = await preview();
        assert.notEqual(code, 0);
        assert.ok(stdout.includes(`error: ${isOver}\n`), stdout);
        assert.match(stdout, /^ {2}~ capacityBytes: 62914560 => 83886080$/m);
        assert.equal((await outputs()).capacityBytes, 60 * MIB);
        assert.equal(await volumeExists(first.siteVolume), true);
    });

    it("warns in an update of what is measured", async () => {
        const budgets = [{ volume: "site", maximumUsedShare: 0.1, action: "warn" }];
        stack.setConfig({ blockCount: 10240, budgets });
        const printed = await stack.up();
        const { usedBytes, usageLines, brokenBudgets } = await outputs();
        assert.ok(usedBytes >= 8 * MIB && usedBytes < 9 * MIB, String(usedBytes));
        const free = binaryBytes(40 * MIB - usedBytes);
        assert.equal(usageLines["volume site"], `${binaryBytes(usedBytes)} used, ${free} free, 20 % full`);
        assert.deepEqual(brokenBudgets, [
            "volume site breaks its budget maximumUsedShare of 10 %: 20 % used (measured); " +
                "remove data from it, give it more blocks, or raise the budget",
        ]);
        assert.ok(printed.includes(`warning: ${brokenBudgets[0]}\n`), printed);
    });

    it("fails an update of what is measured once all is done: data moved, containers too, and deleted what leaves", async () => {
        const contents = await checksums(first.siteVolume);
        const budgets = [{ volume: "site", minimumFreeBytes: 39 * MIB, action: "fail" }];
        stack.setConfig({ budgets, purpose: "second", isLean: true });
        const shown = await preview();
        assert.equal(shown.code, 0, "nothing is measured in a preview");

        const { code, stdout } = await stack.attempt("up", "--yes", "--skip-preview", "--stack", stack.stack);
        const { siteVolume, appContainer, usedBytes, brokenBudgets } = await outputs();
        assert.notEqual(code, 0);
        const message =
            `volume site breaks its budget minimumFreeBytes of 39 MiB: ${binaryBytes(40 * MIB - usedBytes)} free (measured); ` +
            "remove data from it, give it more blocks, or lower the budget";
        assert.ok(stdout.includes(`error: ${message}\n`), stdout);
        assert.deepEqual(brokenBudgets, [message]);
        assert.notEqual(siteVolume, first.siteVolume);
        assert.deepEqual(await checksums(siteVolume), contents);
        assert.deepEqual(await mountedVolumes(appContainer), [siteVolume]);
        assert.equal(await volumeExists(first.siteVolume), false);
        assert.equal(await volumeExists(first.droppedVolume), false);
    });

    it("has nothing left to do when the budget is lifted", async () => {
        stack.setConfig({ budgets: [] });
        await stack.up("--expect-no-changes");
        assert.deepEqual((await outputs()).brokenBudgets, []);
    });

    it("does not keep a stack from being destroyed by a budget that is broken", async () => {
        stack.setConfig({ budgets: [{ volume: "site", minimumFreeBytes: 39 * MIB, action: "fail" }] });
        const { siteVolume } = await outputs();
        await stack.destroy();
        assert.equal(await volumeExists(siteVolume), false);
    });
});

describeWithPulumi("A summary of storage in another language", (engine) => {
    const stack = new StackCopy(engine, temporaryFolder("storage-summary"), `${program}-yaml`);

    before(() => stack.init());
    after(() => stack.destroy());

    it("fails the preview if a budget says so", async () => {
        stack.setConfig({ maximumSumBytes: 70 * MIB });
        const { code, stdout } = await stack.attempt("preview", "--stack", stack.stack);
        assert.notEqual(code, 0);
        assert.ok(stdout.includes(isOver), stdout);
    });

    it("tells the error in an update, without cutting that off", async () => {
        const printed = await stack.up();
        assert.ok(printed.includes(`error: ${isOver}\n`), printed);
        const { brokenBudgets, lines } = await stack.outputs();
        assert.deepEqual(brokenBudgets, [isOver]);
        assert.deepEqual(lines, {
            "host edge": "80 MiB in 1 volume, 80 % of 100 MiB",
            stack: "80 MiB in 1 volume, up to 80 % of what a host or server has",
            "volume site": "80 MiB",
        });
    });
});

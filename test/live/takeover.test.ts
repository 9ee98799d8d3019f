import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { checksums, containerExists, docker, inVolume, mountedVolumes, volumeExists } from "./docker-view";
import { describeInBothOrders } from "./engines";
import { OneVolume, Outputs } from "./one-volume";
import { StackCopy } from "./stack-copy";

interface Exported {
    deployment: { resources?: { type: string }[] };
}

interface PastUpdate {
    kind: string;
    result: string;
    resourceChanges: Record<string, number>;
}

describeInBothOrders("A stack that is handed over", (first, second) => {
    const folder = temporaryFolder("takeover");
    const token = randomBytes(8).toString("hex");
    let project: OneVolume;
    let stack: StackCopy;
    let outputs: Outputs;
    let contents: Record<string, string>;

    const onStack = (...args: string[]): Promise<string> => stack.run(...args, "--stack", stack.stack);
    const exported = (): Promise<string> => onStack("stack", "export");
    const containerId = async (): Promise<string> => (await docker.getContainer(outputs.container).inspect()).Id;
    const filesOf = (kind: string): string => join(folder, ".pulumi", kind, stack.name, stack.stack);

    async function fromBoth<Told>(ask: () => Promise<Told>): Promise<[Told, Told]> {
        stack.handTo(first);
        const told = await ask();
        stack.handTo(second);
        return [told, await ask()];
    }

    before(async () => {
        project = new OneVolume(first, folder);
        stack = project.stack;
        await project.init();
        await stack.setSecret("token", token);
        outputs = await project.up({ data: { labels: { step: "1" } } });
        await inVolume(outputs.volume, "head -c 100000 /dev/urandom > random");
        contents = await checksums(outputs.volume);
    });
    after(() => project.cleanUp());

    it("is exported alike by both engines, secrets hidden or shown", async () => {
        const [hidden, hiddenBySecond] = await fromBoth(exported);
        assert.equal(hiddenBySecond, hidden);
        assert.ok(!hidden.includes(token));
        const [shown, shownBySecond] = await fromBoth(() => onStack("stack", "export", "--show-secrets"));
        assert.equal(shownBySecond, shown);
        assert.ok(shown.includes(`TOKEN=${token}`));
    });

    it("has the same outputs in both engines, secrets hidden or shown", async () => {
        const [hidden, hiddenBySecond] = await fromBoth(() => stack.outputs());
        assert.deepEqual(hiddenBySecond, hidden);
        assert.deepEqual(hidden, { ...outputs, token: "[secret]" });
        const [shown, shownBySecond] = await fromBoth(() => onStack("stack", "output", "--json", "--show-secrets"));
        assert.equal(shownBySecond, shown);
        assert.deepEqual(JSON.parse(shown), { ...outputs, token });
    });

    it("is previewed as unchanged", async () => {
        const flags = ["--json", "--show-sames", "--refresh=false", "--expect-no-changes"];
        const preview = JSON.parse(await onStack("preview", ...flags)) as {
            steps: { op: string }[];
            changeSummary: Record<string, number>;
        };
        assert.deepEqual(
            preview.steps.map(({ op }) => op),
            Array(7).fill("same"),
        );
        assert.deepEqual(preview.changeSummary, { same: 7 });
    });

    it("is found as it was left by a refresh and by an update", async () => {
        const id = await containerId();
        await onStack("refresh", "--yes", "--expect-no-changes");
        await stack.up("--expect-no-changes");
        assert.equal(await containerId(), id);
    });

    it("keeps every byte when the volume is replaced", async () => {
        const earlier = outputs.volume;
        outputs = await project.up({ data: { labels: { step: "2" } } });
        assert.notEqual(outputs.volume, earlier);
        assert.equal((await docker.getVolume(outputs.volume).inspect()).Labels.step, "2");
        assert.deepEqual(await checksums(outputs.volume), contents);
        assert.deepEqual(await mountedVolumes(outputs.container), [outputs.volume]);
        assert.equal(await volumeExists(earlier), false);
    });

    it("loses a container that somebody removed in a refresh, and gets it back when it is handed back", async () => {
        await docker.getContainer(outputs.container).remove({ force: true });
        await onStack("refresh", "--yes");
        const { deployment } = JSON.parse(await exported()) as Exported;
        assert.equal(deployment.resources?.filter(({ type }) => type.startsWith("docker:")).length, 1);
        stack.handTo(first);
        outputs = await project.up({});
        assert.deepEqual(await mountedVolumes(outputs.container), [outputs.volume]);
        assert.deepEqual(await checksums(outputs.volume), contents);
        stack.handTo(second);
        await stack.up("--expect-no-changes");
    });

    it("is destroyed, and leaves the snapshot of the data only", async () => {
        await stack.destroy();
        assert.equal((JSON.parse(await exported()) as Exported).deployment.resources, undefined);
        assert.equal(await containerExists(outputs.container), false);
        assert.equal(await volumeExists(outputs.volume), false);
        const unpack = "tar --extract --zstd --to-stdout --file */*/*/*/data.tar.zst ./random | sha256sum";
        assert.equal(await inVolume(stack.snapshotsVolume, unpack), `${contents["./random"]}  -\n`);
    });

    it("has one history, which pulumi reads", async () => {
        const pulumi = [first, second].find((command) => command.length === 1);
        assert.ok(pulumi);
        stack.handTo(pulumi);
        const past = JSON.parse(await onStack("stack", "history", "--json")) as PastUpdate[];
        assert.deepEqual(
            past.map(({ kind, result }) => `${kind} ${result}`),
            ["destroy", "update", "update", "refresh", "update", "update", "refresh", "update"].map(
                (kind) => `${kind} succeeded`,
            ),
        );
        assert.deepEqual(past[0].resourceChanges, { delete: 7 });
        assert.deepEqual(past[7].resourceChanges, { create: 7 });
    });

    it("has checksums only beside files that they fit", () => {
        const files = readdirSync(join(folder, ".pulumi"), { recursive: true, encoding: "utf8" });
        const summed = files.filter((file) => file.endsWith(".attrs")).map((file) => join(folder, ".pulumi", file));
        assert.notEqual(summed.length, 0);
        for (const sums of summed) {
            const { md5 } = JSON.parse(readFileSync(sums, "utf8")) as { md5: string };
            const file = sums.slice(0, -".attrs".length);
            assert.equal(createHash("md5").update(readFileSync(file)).digest("base64"), md5, file);
        }
    });

    it("can be put back from the backup of each operation, whichever engine made it and whichever reads it", async () => {
        const state = join(folder, ".pulumi", "stacks", stack.name, `${stack.stack}.json`);
        const counts: number[] = [];
        const backups = readdirSync(filesOf("backups")).filter((file) => file.endsWith(".json"));
        assert.equal(backups.length, 8);
        const last = readFileSync(state);
        for (const backup of backups.sort()) {
            copyFileSync(join(filesOf("backups"), backup), state);
            const [text, textOfSecond] = await fromBoth(exported);
            assert.equal(textOfSecond, text);
            counts.push((JSON.parse(text) as Exported).deployment.resources?.length ?? 0);
        }
        assert.deepEqual(readFileSync(state), last, "the last backup is the state that the last operation left");
        assert.deepEqual(counts, [9, 9, 9, 9, 8, 9, 9, 0], "providers count as resources");
    });

    it("has the state that each operation left beside its history", () => {
        const names = readdirSync(filesOf("history")).filter((file) => file.endsWith(".history.json"));
        assert.equal(names.length, 8);
        for (const name of names) {
            assert.ok(existsSync(join(filesOf("history"), name.replace(".history.", ".checkpoint."))), name);
        }
    });
});

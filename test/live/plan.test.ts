import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { EffectKind } from "../../components/plan/model/effects";
import { PlanReport, ReportedEffect } from "../../components/plan/model/plan-report";
import { temporaryFolder } from "../temporary-folder";
import { checksums, containerExists, docker, inVolume, volumeExists } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { StackCopy } from "./stack-copy";

const execute = promisify(execFile);
const command = join(__dirname, "..", "..", "components", "docker-storage-plan.js");
const SECRET = "a-token-that-nobody-may-see";
/** Of every volume that is filled; what Docker's own tools count as the content of its files. */
const FILL = "head -c 2000003 /dev/urandom > large && mkdir deep && printf abc > deep/small && ln large deep/link";
const FILLED_BYTES = 2000006;

type Volumes = Record<"moved" | "fixed" | "untouched" | "saved" | "dropped" | "kept", string>;

interface Outputs {
    volumes: Volumes;
    plainVolume: string;
    movedBytes: number;
    fixedBytes: number;
    temporaryContainer: string;
}

describeWithEachEngine("The plan below a preview", (engine) => {
    const folder = temporaryFolder("plan");
    let stack: StackCopy;
    let first: Outputs;
    let anonymous = "";

    const outputs = async (): Promise<Outputs> => (await stack.outputs()) as unknown as Outputs;

    /** The plan of a preview, from its event log. */
    async function report(verb: string[], environment: NodeJS.ProcessEnv = {}): Promise<PlanReport> {
        const log = join(folder, "events.ndjson");
        await stack.run(...verb, "--stack", stack.stack, "--event-log", log);
        return JSON.parse((await tell([log, "--json"], environment)).stdout) as PlanReport;
    }

    async function tell(
        args: string[],
        environment: NodeJS.ProcessEnv = {},
    ): Promise<{ stdout: string; code: number }> {
        const env = { ...stack.environment, ...environment };
        try {
            return { code: 0, ...(await execute(process.execPath, [command, ...args], { env })) };
        } catch (error) {
            return error as { stdout: string; code: number };
        }
    }

    const find = (plan: PlanReport, name: string): ReportedEffect => {
        const found = plan.effects.find((effect) => effect.name === name);
        assert.ok(found, `no ${name} in ${JSON.stringify(plan, undefined, 4)}`);
        return found;
    };
    const kinds = ({ effects }: PlanReport): Record<string, EffectKind> =>
        Object.fromEntries(effects.map(({ name, effect }) => [name, effect]));

    before(async () => {
        stack = new StackCopy(engine, folder, "test/live/programs/plan");
        stack.environment.PULUMI_DEBUG_COMMANDS = "true";
        await stack.init();
        stack.setConfig({ fixedName: `${stack.name}-fixed`, folder: join(folder, "shared") });
        await stack.setSecret("token", SECRET);
        await stack.up();
        first = await outputs();
        const { Mounts } = await docker.getContainer(first.temporaryContainer).inspect();
        anonymous = Mounts[0].Name ?? "";
        for (const volume of [...Object.values(first.volumes), first.plainVolume, anonymous]) {
            await inVolume(volume, FILL);
        }
    });

    after(async () => {
        await stack.destroy();
        for (const name of [stack.snapshotsVolume, first.volumes.kept]) {
            if (await volumeExists(name)) await docker.getVolume(name).remove();
        }
    });

    it("tells no effect of a container that changes its labels", async () => {
        stack.setConfig({ revision: "2" });
        const plan = await report(["preview"]);
        assert.equal(plan.worst, EffectKind.None);
        assert.deepEqual(
            new Set(plan.effects.map(({ name }) => name)),
            new Set(["moved", "fixed", "untouched", "saved", "dropped", "kept", "plain", "folder"]),
        );
        await stack.up();
        const { volumes } = await outputs();
        assert.deepEqual(volumes, first.volumes);
        assert.equal(await inVolume(volumes.moved, "stat -c %s large"), "2000003\n");
    });

    it("tells what an update does to each volume, worst first, with measured bytes", async () => {
        stack.setConfig({ changed: true });
        const plan = await report(["preview"]);
        assert.deepEqual(kinds(plan), {
            dropped: EffectKind.Destroys,
            plain: EffectKind.Destroys,
            temporary: EffectKind.Destroys,
            moved: EffectKind.Migrates,
            fixed: EffectKind.Migrates,
            saved: EffectKind.Snapshots,
            kept: EffectKind.Retains,
            untouched: EffectKind.Detaches,
            folder: EffectKind.None,
        });
        const order = plan.effects.map(({ effect }) => Object.values(EffectKind).indexOf(effect));
        assert.deepEqual(order, [...order].sort());
        for (const effect of plan.effects.filter(({ folder: isFolder }) => isFolder === undefined)) {
            assert.equal(effect.dataBytes, FILLED_BYTES, effect.name);
        }
        assert.equal(find(plan, "moved").volume, first.volumes.moved);
        assert.equal(find(plan, "temporary").volume, anonymous);
        for (const name of ["moved", "fixed"]) {
            const { estimatedSeconds, copyBytesPerSecond } = find(plan, name);
            assert.ok(Number(estimatedSeconds) > 0, name);
            assert.equal(Number(copyBytesPerSecond) > 0, name === "moved", name);
        }
    });

    it("tells the same of `preview --json`, but for what that leaves out", async () => {
        const printed = await stack.run("preview", "--json", "--stack", stack.stack);
        const child = execute(process.execPath, [command, "--json"], { env: stack.environment });
        child.child.stdin?.end(printed);
        const plan = JSON.parse((await child).stdout) as PlanReport;
        const { untouched, ...others } = kinds(await report(["preview"]));
        assert.equal(untouched, EffectKind.Detaches);
        const { [first.volumes.untouched]: nameless, ...named } = kinds(plan);
        assert.equal(
            nameless,
            EffectKind.Detaches,
            "an unchanged volume is not in the document, so it has its Docker name",
        );
        delete others.folder;
        assert.deepEqual(named, others);
    });

    it("says so when the daemon cannot be asked", async () => {
        const plan = await report(["preview"], { DOCKER_HOST: `unix://${join(folder, "nobody")}` });
        assert.equal(find(plan, "moved").dataBytes, null);
        assert.equal(find(plan, "moved").estimatedSeconds, null);
        assert.equal(find(plan, "plain").isOnHost, null);
        assert.equal(plan.worst, EffectKind.Destroys);
        const { stdout } = await tell([join(folder, "events.ndjson")], { DOCKER_HOST: "unix:///nowhere" });
        assert.match(stdout, /migrates +moved .*: size unknown, time unknown/);
        assert.match(stdout, /note: sizes are unknown: the Docker daemon could not be asked/);
    });

    it("ends with another exit code when it destroys data and that is refused, and shows no secret", async () => {
        const log = join(folder, "events.ndjson");
        const refused = await tell([log, "--fail-on", "destroys"]);
        assert.equal(refused.code, 2);
        assert.match(refused.stdout, /^What this does to data:\n {4}destroys data {2}/);
        assert.equal((await tell([log])).code, 0);
        const json = await tell([log, "--json"]);
        assert.ok(!refused.stdout.includes(SECRET) && !json.stdout.includes(SECRET));
    });

    it("told what the update then did", async () => {
        const contents = await checksums(first.volumes.moved);
        await stack.up();
        const { volumes, plainVolume, movedBytes, fixedBytes } = await outputs();
        assert.equal(movedBytes, FILLED_BYTES);
        assert.notEqual(volumes.moved, first.volumes.moved);
        assert.deepEqual(await checksums(volumes.moved), contents);
        assert.equal(fixedBytes, FILLED_BYTES);
        assert.equal(await inVolume(volumes.fixed, "stat -c %s deep/link"), "2000003\n");
        assert.equal(await inVolume(first.volumes.untouched, "stat -c %s large"), "2000003\n");
        assert.equal(await inVolume(first.volumes.kept, "stat -c %s large"), "2000003\n");
        const archives = Object.keys(await checksums(stack.snapshotsVolume));
        assert.deepEqual(
            archives.filter((file) => file.endsWith(".zst")).map((file) => file.split("/").slice(1, 4)),
            [[stack.name, stack.stack, "saved"]],
        );
        for (const gone of [first.volumes.saved, first.volumes.dropped, first.plainVolume, anonymous]) {
            assert.equal(await volumeExists(gone), false, gone);
        }
        assert.deepEqual(await checksums(plainVolume), {});
    });

    it("finds nothing to tell once all is done", async () => {
        const plan = await report(["preview"]);
        assert.equal(plan.worst, EffectKind.None);
    });

    it("tells what a destroy saves and what it discards, and then that happens", async () => {
        const plan = await report(["destroy", "--preview-only"]);
        assert.deepEqual(kinds(plan), {
            plain: EffectKind.Destroys,
            temporary: EffectKind.Destroys,
            moved: EffectKind.Snapshots,
            fixed: EffectKind.Snapshots,
            untouched: EffectKind.Snapshots,
            folder: EffectKind.Detaches,
        });
        assert.equal(find(plan, "fixed").dataBytes, FILLED_BYTES);
        const { volumes, plainVolume, temporaryContainer } = await outputs();
        await stack.destroy();
        assert.equal(await containerExists(temporaryContainer), false);
        for (const gone of [...Object.values(volumes), plainVolume]) {
            assert.equal(await volumeExists(gone), false, gone);
        }
        const archives = Object.keys(await checksums(stack.snapshotsVolume)).filter((file) => file.endsWith(".zst"));
        assert.deepEqual(archives.map((file) => file.split("/")[3]).sort(), ["fixed", "moved", "saved", "untouched"]);
    });
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { variantsToTry } from "../points";
import { checksums, docker, inVolume, mountedVolumes, volumeExists } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { OneVolume, Outputs } from "./one-volume";

const FILL = "head -c 300000 /dev/urandom > random && mkdir deep && ln random deep/link && chown 7:8 random";
const PASSWORD = "a password that must be nowhere";
const seed = { files: { "seed.txt": "the seed" } };

for (const kind of variantsToTry(["volume", "folder", "restic"], 3)) {
    describeWithEachEngine(`A volume whose snapshots are in a ${kind}`, (command) => {
        const folder = temporaryFolder("restore-from");
        const place = join(folder, "place");
        const read: string[] = [];
        let stack: OneVolume;
        let contents: Record<string, string> = {};
        let saved: Outputs;

        async function up(data: Record<string, unknown>): Promise<Outputs> {
            const outputs = await stack.up({ data });
            read.push(JSON.stringify(outputs));
            return outputs;
        }

        before(async () => {
            stack = new OneVolume(command, folder);
            mkdirSync(place);
            await stack.init();
            const key = "docker-storage:snapshots";
            if (kind === "folder") stack.stack.setConfig({ [key]: { folder: place } });
            if (kind === "restic") {
                stack.stack.setConfig({ [key]: { restic: { repository: place } } });
                await stack.stack.setSecret(`${key}.restic.password`, PASSWORD);
            }
        });
        after(() => stack.cleanUp());

        it("is not given a snapshot that does not exist, and no container mounts it", async () => {
            const update = stack.up({ data: { restoreFrom: {}, seed } });
            await assert.rejects(update, new RegExp(`there are no snapshots of ${stack.name}/test/data`));
            const containers = await docker.listContainers({ all: true, filters: { name: [stack.name] } });
            assert.deepEqual(containers, []);
            await stack.destroy();
        });

        it("is saved when the stack is destroyed", async () => {
            saved = await up({});
            assert.equal(saved.restored, undefined);
            await inVolume(saved.volume, FILL);
            contents = await checksums(saved.volume);
            await stack.destroy();
            assert.equal(await volumeExists(saved.volume), false);
            assert.equal(await volumeExists(stack.snapshotsVolume), kind === "volume");
        });

        it("begins as the newest snapshot, in place of the seed, and containers mount it then", async () => {
            const { volume, container, restored } = await up({ restoreFrom: {}, seed });
            assert.deepEqual(await checksums(volume), contents);
            assert.equal(await inVolume(volume, "stat -c %u:%g:%h random"), "7:8:2\n");
            assert.deepEqual(await mountedVolumes(container), [volume]);
            assert.deepEqual([restored?.volume, restored?.fileCount, restored?.dataBytes], [saved.volume, 1, 300000]);
            saved = { ...saved, volume, restored };
        });

        it("is left alone the next time, whatever was written meanwhile", async () => {
            await inVolume(saved.volume, "echo more > more");
            contents = await checksums(saved.volume);
            await stack.stack.up("--expect-no-changes");
            assert.deepEqual(await checksums(saved.volume), contents);
        });

        it("takes its data along when it is replaced, not the snapshot again", async () => {
            const { volume, restored } = await up({ restoreFrom: {}, labels: { step: "2" } });
            assert.notEqual(volume, saved.volume);
            assert.deepEqual(await checksums(volume), contents);
            assert.deepEqual(restored, saved.restored);
            saved = { ...saved, volume };
        });

        it("is not overwritten when another snapshot is asked for", async () => {
            const request = { snapshot: saved.restored?.snapshot };
            const update = stack.up({ data: { restoreFrom: request, labels: { step: "2" } } });
            await assert.rejects(update, /holds data, and a snapshot is restored to an empty volume only/);
            assert.deepEqual(await checksums(saved.volume), contents);
            await up({ labels: { step: "2" } });
            assert.deepEqual(await checksums(saved.volume), contents);
        });

        if (kind === "restic") {
            it("has its password in no state, no setting, no output and no file of the repository", async () => {
                const exported = await stack.stack.run("stack", "export", "--stack", stack.stack.stack);
                const state = readFileSync(stack.stack.stateFile, "utf8");
                const settings = readFileSync(join(folder, `Pulumi.${stack.stack.stack}.yaml`), "utf8");
                for (const text of [exported, state, settings, ...read]) assert.ok(!text.includes(PASSWORD));
                assert.ok(state.includes("SECRETS"), "the state has the secret, encrypted");
                assert.throws(() => execFileSync("grep", ["-r", PASSWORD, place]));
                assert.ok(read.every((outputs) => !outputs.includes("[secret]")));
            });
        }

        if (kind !== "volume") {
            it("keeps its data when no snapshot can be written, and the stack is not destroyed", async () => {
                execFileSync("mv", [place, `${place}-gone`]);
                try {
                    await assert.rejects(stack.destroy(), /bind source path does not exist/);
                    assert.deepEqual(await checksums(saved.volume), contents);
                    assert.deepEqual(
                        readdirSync(folder).filter((name) => name === "place"),
                        [],
                    );
                } finally {
                    execFileSync("mv", [`${place}-gone`, place]);
                }
            });
        }
    });
}

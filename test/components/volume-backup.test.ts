import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { QuiesceMode, VolumeBackup, VolumeBackupArgs } from "../../components/index";
import { COMMAND, CONTAINER, MockedProgram, secretIn, SNAPSHOTS_FOLDER, valueOf, VOLUME } from "./mocked-program";

const found = { snapshot: "20260101T000000Z-x", takenAt: "2026-01-01T00:00:00.000Z", dataBytes: 7, fileCount: 1 };

async function created(args: Partial<VolumeBackupArgs>, preview = false): Promise<[MockedProgram, VolumeBackup]> {
    const program = new MockedProgram(preview, JSON.stringify(found));
    const backup = new VolumeBackup("data", { volume: "the-volume", ...args }, program.options);
    await valueOf(pulumi.all([backup.snapshot, backup.schedulerName]));
    return [program, backup];
}

function environmentOf(inputs: Record<string, unknown>): Record<string, string> {
    return inputs.environment as Record<string, string>;
}

describe("VolumeBackup", () => {
    it("without a schedule or a trigger only tells of the newest snapshot", async () => {
        const [program, backup] = await created({});
        assert.deepEqual([program.names(COMMAND), program.names(CONTAINER)], [[], []]);
        assert.equal(await valueOf(backup.snapshot), found.snapshot);
        assert.equal(await valueOf(backup.dataBytes), 7);
        assert.equal(await valueOf(backup.lastProvenAt), undefined);
    });

    it("asks nothing in a preview, and does not know then", async () => {
        const program = new MockedProgram(true);
        const backup = new VolumeBackup("data", { volume: "the-volume", drill: true }, program.options);
        assert.equal(await (backup.snapshot as unknown as { isKnown: Promise<boolean> }).isKnown, false);
        assert.deepEqual(program.calls, []);
    });

    it("asks only after the snapshot that was triggered is taken", async () => {
        const [program] = await created({ requestedAt: "now" });
        const { NAME, FOLDER, AFTER } = environmentOf(program.one(COMMAND, "data-backup").inputs);
        assert.deepEqual([NAME, FOLDER, AFTER], ["the-volume", "project/stack/data", undefined]);
        const [{ inputs }] = program.calls;
        assert.equal(
            environmentOf(inputs as Record<string, unknown>).AFTER,
            "the-volume",
            "what the mocked script prints",
        );
    });

    it("takes a snapshot again when a trigger has another value, and at nothing else", async () => {
        const triggersOf = async (args: Partial<VolumeBackupArgs>): Promise<string> =>
            environmentOf((await created(args))[0].one(COMMAND, "data-backup").inputs).TRIGGERS;
        assert.equal(await triggersOf({ triggers: ["a"] }), await triggersOf({ triggers: ["a"], drill: true }));
        assert.notEqual(await triggersOf({ triggers: ["a"] }), await triggersOf({ triggers: ["b"] }));
        assert.notEqual(await triggersOf({ triggers: ["a"] }), await triggersOf({ requestedAt: "a" }));
    });

    it("schedules in a container that cannot write to the volume and has no network", async () => {
        const [program, backup] = await created({ schedule: "30 3 * * *", keep: { last: 3 } });
        const { inputs, options } = program.one(CONTAINER);
        assert.deepEqual(inputs.mounts, [
            { type: "bind", source: SNAPSHOTS_FOLDER, target: "/snapshots" },
            { type: "volume", source: "the-volume", target: "/from", readOnly: true },
            { type: "volume", source: `${program.one(VOLUME).name}-0000001`, target: "/scratch" },
        ]);
        assert.deepEqual([inputs.networkMode, inputs.restart], ["none", "unless-stopped"]);
        const variables = inputs.envs as string[];
        for (const expected of ["SCHEDULE=30 3 * * *", 'KEEP={"last":3}', "FOLDER=project/stack/data", "QUIESCE={}"]) {
            assert.ok(variables.includes(expected), `${expected} in ${variables.join()}`);
        }
        assert.equal(options.deleteBeforeReplace, true);
        assert.equal(await valueOf(backup.schedulerName), "data-scheduler-0000001");
    });

    it("has the Docker socket only when something is to be quiesced", async () => {
        const [program] = await created({ everySeconds: 60, quiesce: { mode: QuiesceMode.Pause }, dockerSocket: "/s" });
        const mounts = program.one(CONTAINER).inputs.mounts as Record<string, string>[];
        assert.deepEqual(mounts.at(-1), { type: "bind", source: "/s", target: "/var/run/docker.sock" });
    });

    it("hands a repository's password to the container in a file that is a secret, not in its environment", async () => {
        const restic = { repository: "rest:https://nas/", password: "hunter2" };
        const [program] = await created({ everySeconds: 60, requestedAt: "now", snapshots: { restic } });
        const { uploads, ...others } = program.one(CONTAINER).inputs;
        assert.match(JSON.stringify(secretIn(uploads)), /hunter2/);
        assert.doesNotMatch(JSON.stringify(others), /hunter2/);
        assert.equal(others.networkMode, "host");
        assert.equal((others.mounts as unknown[]).length, 2);
    });

    it("finds and keeps the snapshots of the component that it is told", async () => {
        const [program] = await created({ requestedAt: "now", component: "prod/db" });
        assert.equal(environmentOf(program.one(COMMAND, "data-backup").inputs).FOLDER, "project/prod/db");
    });

    it("registers nothing when an argument is wrong, and names them all", () => {
        const program = new MockedProgram();
        const wrong = { volume: "/srv", schedule: "daily", everySeconds: 0, keep: {} };
        assert.throws(
            () => new VolumeBackup("data", wrong, program.options),
            (error: pulumi.InputPropertiesError) => {
                assert.deepEqual(
                    error.errors.map((one) => one.propertyPath),
                    ["volume", "schedule", "everySeconds", "everySeconds", "keep"],
                );
                return true;
            },
        );
        assert.deepEqual(program.registered, []);
    });
});

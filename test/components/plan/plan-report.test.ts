import assert from "node:assert/strict";
import { anonymousVolumeEffects, unknownAnonymousVolumes } from "../../../components/plan/model/anonymous-volumes";
import { LeavingContainer } from "../../../components/plan/model/containers";
import { DockerHost, Effect, EffectKind } from "../../../components/plan/model/effects";
import { estimatedSeconds } from "../../../components/plan/model/estimate";
import { HostFacts, isAtLeast, planReport } from "../../../components/plan/model/plan-report";
import { bytesText, planText } from "../../../components/plan/model/plan-text";

const host: DockerHost = { address: "", toolboxImage: "toolbox" };
const effect = (kind: EffectKind, name: string, more: Partial<Effect> = {}): Effect => ({
    kind,
    name,
    volumes: [`${name}-1`],
    host,
    reason: "why",
    ...more,
});
const rate = { bytesPerSecond: 1_000_000, startSeconds: 0.5 };
const facts: HostFacts = {
    volumeNames: new Set(["a-1", "b-1", "c-1"]),
    dataBytes: new Map([
        ["a-1", 10],
        ["b-1", 24_300_000],
    ]),
    rate,
};
const unknown: HostFacts = { volumeNames: undefined, dataBytes: new Map() };

describe("The report of a plan", () => {
    it("puts the worst first, and of what is as bad the most data", () => {
        const effects = [
            effect(EffectKind.None, "c"),
            effect(EffectKind.Destroys, "a"),
            effect(EffectKind.Destroys, "b"),
        ];
        const report = planReport(effects, [], () => facts);
        assert.deepEqual(
            report.effects.map(({ name }) => name),
            ["b", "a", "c"],
        );
        assert.equal(report.worst, EffectKind.Destroys);
    });

    it("estimates a migration from the rate, what containers take to start and how often data is copied, with as much in reserve", () => {
        const report = planReport([effect(EffectKind.Migrates, "b")], [], () => facts);
        assert.equal(report.effects[0].estimatedSeconds, Math.ceil(3 * 0.5 + 2 * 24.3));
        assert.equal(report.effects[0].copyBytesPerSecond, 1_000_000);
        assert.equal(estimatedSeconds(24_300_000, 2, rate), Math.ceil(2 * (3 * 0.5 + 2 * 24.3)));
        assert.equal(estimatedSeconds(0, 1, rate), 2);
        const moved = planReport([effect(EffectKind.Migrates, "b", { copies: 0 })], [], () => facts).effects[0];
        assert.deepEqual([moved.estimatedSeconds, moved.copyBytesPerSecond], [2, undefined]);
    });

    it("says that there is nothing to save of a volume that is gone, but does not take back that it is destroyed", () => {
        const effects = [effect(EffectKind.Snapshots, "x"), effect(EffectKind.Destroys, "y")];
        const [destroyed, saved] = planReport(effects, [], () => facts).effects;
        assert.deepEqual([destroyed.effect, destroyed.isOnHost], [EffectKind.Destroys, false]);
        assert.equal(saved.effect, EffectKind.None);
        assert.match(saved.reason, /gone already/);
    });

    it("says what is not known where the daemon cannot be asked", () => {
        const [migrated] = planReport([effect(EffectKind.Migrates, "b")], [], () => unknown).effects;
        assert.deepEqual(
            [migrated.dataBytes, migrated.isOnHost, migrated.estimatedSeconds, migrated.copyBytesPerSecond],
            [null, null, null, null],
        );
    });

    it("is as bad as its worst effect", () => {
        const report = planReport([effect(EffectKind.Snapshots, "a")], [], () => facts);
        assert.equal(isAtLeast(report, EffectKind.Destroys), false);
        assert.equal(isAtLeast(report, EffectKind.Snapshots), true);
        assert.equal(isAtLeast(report, EffectKind.Detaches), true);
        assert.equal(
            isAtLeast(
                planReport([], [], () => facts),
                EffectKind.Detaches,
            ),
            false,
        );
    });
});

describe("The text of a plan", () => {
    it("has a line for each volume to which something happens, and one for all others", () => {
        const effects = [
            effect(EffectKind.Destroys, "a"),
            effect(EffectKind.Migrates, "b"),
            effect(EffectKind.None, "c", { reason: "" }),
            effect(EffectKind.None, "d", { reason: "" }),
        ];
        const text = planText(planReport(effects, ["a note"], () => facts));
        assert.equal(
            text,
            [
                "What this does to data:",
                "    destroys data  a (volume a-1): 10 bytes; why",
                "    migrates       b (volume b-1): 24.3 MB, about 51 s (1 MB/s measured, and as long again in reserve); why",
                "    no effect      c, d",
                "    note: a note",
                "",
            ].join("\n"),
        );
    });

    it("says `size unknown` where it is", () => {
        const effects = [effect(EffectKind.Destroys, "a"), effect(EffectKind.Migrates, "b")];
        const text = planText(planReport(effects, [], () => unknown));
        assert.match(text, /destroys data {2}a \(volume a-1\): size unknown; why\n/);
        assert.match(text, /migrates {7}b \(volume b-1\): size unknown, time unknown; why\n/);
    });

    it("says so when there is no volume", () => {
        assert.equal(
            planText(planReport([], [], () => unknown)),
            "What this does to data:\n    there are no volumes\n",
        );
    });

    for (const [bytes, text] of [
        [0, "0 bytes"],
        [999, "999 bytes"],
        [1000, "1 kB"],
        [24_345_678, "24.3 MB"],
        [1_500_000_000, "1.5 GB"],
        [2 ** 53 - 1, "9.01 PB"],
    ] as const) {
        it(`writes ${bytes} bytes as ${text}`, () => assert.equal(bytesText(bytes), text));
    }
});

describe("Anonymous volumes", () => {
    const container: LeavingContainer = { id: "1", name: "app", host, removesVolumes: true, declaresAnonymous: false };

    it("go with their container, or are left behind", () => {
        assert.deepEqual(
            anonymousVolumeEffects(container, ["abc"]).map(({ kind, volumes }) => [kind, volumes]),
            [[EffectKind.Destroys, ["abc"]]],
        );
        assert.equal(
            anonymousVolumeEffects({ ...container, removesVolumes: false }, ["abc"])[0].kind,
            EffectKind.Detaches,
        );
        assert.deepEqual(anonymousVolumeEffects(container, []), []);
    });

    it("are destroyed, without a name, when the program declares them and the daemon cannot be asked", () => {
        const [known] = anonymousVolumeEffects({ ...container, declaresAnonymous: true }, undefined);
        assert.deepEqual([known.kind, known.volumes], [EffectKind.Destroys, []]);
    });

    it("are a note only when nobody can tell whether there are any", () => {
        assert.deepEqual(anonymousVolumeEffects(container, undefined), []);
        assert.match(
            unknownAnonymousVolumes([container])[0],
            /container app goes, and with it its anonymous volumes, if/,
        );
        assert.deepEqual(unknownAnonymousVolumes([{ ...container, removesVolumes: false }]), []);
    });
});

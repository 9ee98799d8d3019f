import assert from "node:assert/strict";
import { plannedByCompose } from "../../../bench/changes/contenders/compose";
import { plannedByPulumi } from "../../../bench/changes/contenders/pulumi-session";
import { plannedByTerraform } from "../../../bench/changes/contenders/terraform";
import { inWords } from "../../../bench/changes/planned";

const lines = (...values: object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");

describe("What a preview says, in words", () => {
    it("is nothing when nothing is planned", () => {
        assert.equal(inWords([]), "nothing");
    });

    it("begins with the worst, and says each thing once", () => {
        const update = { kind: "container", action: "update" } as const;
        assert.equal(
            inWords([update, update, { kind: "volume", action: "replace" }]),
            "replace volume, update container",
        );
    });

    it("is read from what pulumi prints, of Docker's things only", () => {
        const urn = (type: string) => `urn:pulumi:bench::run::docker-storage:index:NamedVolume$${type}::data`;
        const steps = [
            { op: "create-replacement", urn: urn("docker:index/volume:Volume") },
            { op: "replace", urn: urn("docker:index/volume:Volume") },
            { op: "update", urn: urn("command:local:Command") },
            { op: "same", urn: urn("docker:index/container:Container") },
        ];
        assert.equal(inWords(plannedByPulumi({ stdout: JSON.stringify({ steps }), stderr: "" })), "replace volume");
    });

    it("is read from what terraform prints", () => {
        const resource = { resource_type: "docker_volume" };
        const stdout = lines(
            { type: "version" },
            { type: "planned_change", change: { action: "replace", resource } },
            { type: "planned_change", change: { action: "move", resource } },
        );
        assert.equal(inWords(plannedByTerraform({ stdout, stderr: "" })), "replace volume");
    });

    it("is read from what compose prints, its question too", () => {
        const stdout =
            'Volume "run_data" exists but doesn\'t match configuration in compose file. Recreate (data will be lost)?';
        const stderr = [
            " DRY-RUN MODE -  Container run-app-1  Running ",
            " DRY-RUN MODE -  Container run-old-1  Removing ",
        ];
        assert.equal(
            inWords(plannedByCompose({ stdout, stderr: stderr.join("\n") })),
            "offer to replace volume, delete container",
        );
    });
});

import assert from "node:assert";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { outputsOf, readCheckpoint, readDeployment } from "./observation";
import { setStep } from "./stack-files";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc:def" };
const PENDING = [
    { type: "creating", resource: { urn: "urn:pulumi:dev::conformance::docker:index/volume:Volume::data" } },
];

function stackWith(outputs: object): object {
    const urn = "urn:pulumi:dev::conformance::pulumi:pulumi:Stack::conformance-dev";
    return { urn, custom: false, type: "pulumi:pulumi:Stack", outputs };
}

describe("what a stack's files say", () => {
    it("is the same deployment in the backend's file as in an export, pending operations and secrets as well", () => {
        const deployment = {
            manifest: { time: "2026-11-27T20:47:21.108Z", magic: "", version: "" },
            secrets_providers: { type: "passphrase", state: { salt: "v1:salt" } },
            resources: [stackWith({ password: SECRET })],
            pending_operations: PENDING,
        };
        const stored = { version: 3, checkpoint: { stack: "organization/conformance/dev", latest: deployment } };
        const read = readCheckpoint(JSON.stringify(stored));
        assert.deepStrictEqual(read, readDeployment(JSON.stringify({ version: 3, deployment })));
        assert.deepStrictEqual(read, {
            resources: deployment.resources,
            pendingOperations: PENDING,
            secretsProvider: "passphrase",
        });
    });

    it("is a deployment of nothing where nothing was deployed yet", () => {
        const read = readCheckpoint(JSON.stringify({ version: 3, checkpoint: { stack: "dev" } }));
        assert.deepStrictEqual(read, { resources: [], pendingOperations: [], secretsProvider: undefined });
        assert.deepStrictEqual(outputsOf(read), {});
    });

    it("shows `[secret]` in place of each secret output, wherever it is in a value", () => {
        const { resources } = readCheckpoint(
            JSON.stringify({
                checkpoint: {
                    latest: { resources: [stackWith({ plain: 1, all: SECRET, some: [{ part: SECRET }, "x"] })] },
                },
            }),
        );
        const outputs = outputsOf({ resources, pendingOperations: [] });
        assert.deepStrictEqual(outputs, { plain: 1, all: "[secret]", some: [{ part: "[secret]" }, "x"] });
    });

    it("keeps settings, secrets and salt when the step is set, which is a text as for `config set`", () => {
        const folder = mkdtempSync(join(tmpdir(), "stack-files-"));
        try {
            const file = join(folder, "Pulumi.dev.yaml");
            const settings = {
                encryptionsalt: "v1:salt:v1:nonce:probe",
                config: { "conformance:password": { secure: "v1:abc:def" }, "conformance:step": "1" },
            };
            writeFileSync(file, JSON.stringify(settings));
            setStep(folder, "2");
            const config = { ...settings.config, "conformance:step": "2" };
            assert.deepStrictEqual(parse(readFileSync(file, "utf8")), { ...settings, config });
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});

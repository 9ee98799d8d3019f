import { deepEqual, equal, match, throws } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
    checkVersion,
    Deployment,
    formatCheckpoint,
    parseCheckpoint,
    resourceWriter,
    toDeployment,
    toSnapshot,
    versioned,
    VersionedDeployment,
} from "../../../engine/backend/checkpoint";
import { findIntegrityError } from "../../../engine/backend/integrity";
import { SecretValues } from "../../../engine/backend/secret-values";
import { Properties, secret } from "../../../engine/property";
import { Crypter, openCrypter } from "../../../engine/secrets";
import type { Snapshot } from "../../../engine/state";

const RECORDED = join(__dirname, "recorded");

function recorded(name: string): Deployment {
    const { deployment } = JSON.parse(readFileSync(join(RECORDED, name), "utf8")) as VersionedDeployment;
    if (!deployment) throw new Error(`${name} holds no state`);
    return deployment;
}

async function crypterOf(deployment: Deployment): Promise<Crypter> {
    return openCrypter(deployment.secrets_providers?.state?.salt ?? "", "conformance");
}

function read(deployment: Deployment, secrets: SecretValues): Snapshot {
    return toSnapshot(deployment, (value, place) => secrets.read(value, place));
}

function write(snapshot: Snapshot, previous: Deployment, secrets: SecretValues): Deployment {
    const writeResource = resourceWriter((value, place) => secrets.write(value, place));
    return toDeployment(snapshot, previous, secrets.salt, writeResource);
}

describe("a checkpoint", () => {
    for (const name of readdirSync(RECORDED)) {
        it(`of ${name} comes back from the engine as Pulumi wrote it, to the letter`, async () => {
            const deployment = recorded(name);
            const secrets = new SecretValues(await crypterOf(deployment));
            const written = write(read(deployment, secrets), deployment, secrets);
            equal(
                JSON.stringify({ ...written, manifest: deployment.manifest }, undefined, 4),
                JSON.stringify(deployment, undefined, 4),
            );
        });

        it(`of ${name} is sound`, () => {
            equal(findIntegrityError(recorded(name).resources ?? []), undefined);
        });
    }

    it("hands the engine secrets in the clear, marked as secrets", async () => {
        const deployment = recorded("component.json");
        const snapshot = read(deployment, new SecretValues(await crypterOf(deployment)));
        deepEqual(snapshot.resources[0].outputs?.password, secret("hunter2"));
    });

    it("holds a changed secret under a new ciphertext, and never in the clear", async () => {
        const deployment = recorded("component.json");
        const crypter = await crypterOf(deployment);
        const secrets = new SecretValues(crypter);
        const snapshot = read(deployment, secrets);
        (snapshot.resources[0].outputs as Properties).password = secret({ user: "u", key: "sesame" });
        const written = write(snapshot, deployment, secrets);
        const { ciphertext } = written.resources?.[0].outputs?.password as { ciphertext: string };
        deepEqual(JSON.parse(crypter.decrypt(ciphertext)), { user: "u", key: "sesame" });
        equal(JSON.stringify(written).includes("sesame"), false);
    });

    for (const [time, asWritten] of [
        ["2026-11-22T17:20:00.810Z", "2026-11-22T17:20:00.81Z"],
        ["2026-11-22T17:20:00.000Z", "2026-11-22T17:20:00Z"],
        ["2026-11-22T17:20:00.050Z", "2026-11-22T17:20:00.05Z"],
        ["2026-11-22T17:20:00Z", "2026-11-22T17:20:00Z"],
    ]) {
        it(`says ${time} as Pulumi does: ${asWritten}`, () => {
            const resource = { ...(recorded("component.json").resources ?? [])[1], created: time, modified: time };
            const snapshot: Snapshot = { resources: [resource], pendingOperations: [] };
            const { resources: [written] = [] } = write(
                snapshot,
                recorded("component.json"),
                new SecretValues(undefined),
            );
            deepEqual([written.created, written.modified], [asWritten, asWritten]);
        });
    }

    it("is read as it was formatted, on one line", () => {
        const deployment = recorded("protected.json");
        const text = formatCheckpoint("organization/p/dev", { version: 3, deployment });
        deepEqual(parseCheckpoint(text, "x"), { version: 3, features: undefined, deployment });
        equal(text.includes("\n"), false);
        match(text, /^\{"version":3,"checkpoint":\{"stack":"organization\/p\/dev","latest":\{"manifest":/);
    });

    it("of a stack without state is read as one", () => {
        equal(parseCheckpoint('{"version":0,"checkpoint":{"stack":"organization/p/dev"}}', "x").deployment, undefined);
    });

    it("names the features that an older Pulumi would not know", () => {
        const deployment = recorded("protected.json");
        equal(versioned(deployment).version, 3);
        const resources = deployment.resources?.map((one) => ({ ...one, taint: true }));
        const { version, features } = versioned({ ...deployment, resources });
        deepEqual({ version, features }, { version: 4, features: ["taint"] });
    });

    it("of a Pulumi that this engine does not follow is refused", () => {
        const deployment = recorded("protected.json");
        throws(() => checkVersion({ version: 5, deployment }), /too new/);
        throws(() => checkVersion({ version: 2, deployment }), /too old/);
        throws(() => checkVersion({ version: 4, features: ["snippets-prototype"], deployment }), /snippets-prototype/);
        throws(() => parseCheckpoint("{}", "state.json"), /state\.json: it is not a checkpoint/);
    });

    it("in which a resource comes before its parent, or twice, is not sound", () => {
        const resources = recorded("component.json").resources ?? [];
        match(findIntegrityError([...resources].reverse()) ?? "", /does not come before it|unknown provider/);
        match(findIntegrityError([...resources, resources[1]]) ?? "", /duplicate resource/);
        const orphan = { ...resources[1], urn: `${resources[1].urn}x`, dependencies: ["urn:pulumi:dev::p::t::nobody"] };
        match(findIntegrityError([...resources, orphan]) ?? "", /dependency urn:pulumi:dev::p::t::nobody/);
    });
});

import { equal, notEqual, rejects, throws } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { VersionedDeployment } from "../../engine/backend/checkpoint";
import { createCrypter, IncorrectPassphraseError, openCrypter } from "../../engine/secrets";

const recorded = JSON.parse(
    readFileSync(join(__dirname, "backend/recorded/component.json"), "utf8"),
) as VersionedDeployment;
const SALT = recorded.deployment?.secrets_providers?.state?.salt ?? "";
const PASSWORD = recorded.deployment?.resources?.[0].outputs?.password as { ciphertext: string };

describe("the passphrase secrets provider", () => {
    it("opens what Pulumi encrypted", async () => {
        const crypter = await openCrypter(SALT, "conformance");
        equal(crypter.decrypt(PASSWORD.ciphertext), '"hunter2"');
    });

    it("refuses a wrong passphrase before anything is decrypted with it", async () => {
        await rejects(openCrypter(SALT, "conformancE"), IncorrectPassphraseError);
        await rejects(openCrypter(SALT, ""), { message: "incorrect passphrase" });
    });

    it("refuses a salt that is not of its making", async () => {
        await rejects(openCrypter("v1:abc", "x"), /malformed state value/);
        await rejects(openCrypter("v2:abc:v1:a:b", "x"), /unknown state version/);
    });

    it("opens with the salt of a new stack, and the same passphrase, what the new stack encrypted", async () => {
        const made = await createCrypter("pässphrase");
        const opened = await openCrypter(made.salt, "pässphrase");
        equal(opened.decrypt(made.encrypt("ein Geheimnis ✓")), "ein Geheimnis ✓");
    });

    it("encrypts the same text differently each time, and notices a change of the result", async () => {
        const crypter = await openCrypter(SALT, "conformance");
        const ciphertext = crypter.encrypt("text");
        notEqual(ciphertext, crypter.encrypt("text"));
        const [version, nonce, body] = ciphertext.split(":");
        const changed = Buffer.from(body, "base64");
        changed[0] ^= 1;
        throws(() => crypter.decrypt(`${version}:${nonce}:${changed.toString("base64")}`));
        throws(() => crypter.decrypt("v1:only-two"), /bad value/);
        throws(() => crypter.decrypt("v2:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAA=="), /unknown value version/);
    });
});

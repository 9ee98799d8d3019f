import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

/**
 * Pulumi's passphrase secrets provider: AES-256-GCM under a key that PBKDF2-SHA256 derives from the passphrase.
 * Source: sdk/go/common/resource/config/crypt.go and pkg/secrets/passphrase/manager.go in pulumi/pulumi.
 */
const ITERATIONS = 1_000_000;
const KEY_BYTES = 32;
const SALT_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Encrypted beside the salt, so that a wrong passphrase is noticed before anything is decrypted with it. */
const PROBE = "pulumi";

export class IncorrectPassphraseError extends Error {
    constructor() {
        super("incorrect passphrase");
    }
}

export interface Crypter {
    /** What `encryptionsalt` in `Pulumi.<stack>.yaml` and `secrets_providers` in a checkpoint hold: no secret. */
    readonly salt: string;
    /** @returns `v1:<nonce>:<ciphertext>`, a different one at each call */
    encrypt(plaintext: string): string;
    /** @throws Error when the text was not encrypted with this key, or was changed since */
    decrypt(ciphertext: string): string;
}

/** A crypter for a stack that has none yet, with a new random salt. */
export async function createCrypter(passphrase: string): Promise<Crypter> {
    const salt = randomBytes(SALT_BYTES);
    const key = await deriveKey(passphrase, salt);
    return crypterOf(key, `v1:${salt.toString("base64")}:${encryptWith(key, PROBE)}`);
}

/**
 * The crypter that a salt and its passphrase stand for.
 * @throws IncorrectPassphraseError when the salt was made with another passphrase
 */
export async function openCrypter(salt: string, passphrase: string): Promise<Crypter> {
    const [version, saltText, ...probe] = salt.split(":");
    if (probe.length === 0) throw new Error("malformed state value");
    if (version !== "v1") throw new Error("unknown state version");
    const key = await deriveKey(passphrase, Buffer.from(saltText, "base64"));
    if (!isProbe(key, probe.join(":"))) throw new IncorrectPassphraseError();
    return crypterOf(key, salt);
}

function isProbe(key: Buffer, ciphertext: string): boolean {
    try {
        return decryptWith(key, ciphertext) === PROBE;
    } catch {
        return false;
    }
}

function deriveKey(passphrase: string, salt: Buffer): Promise<Buffer> {
    return promisify(pbkdf2)(passphrase, salt, ITERATIONS, KEY_BYTES, "sha256");
}

function crypterOf(key: Buffer, salt: string): Crypter {
    return {
        salt,
        encrypt: (plaintext) => encryptWith(key, plaintext),
        decrypt: (ciphertext) => decryptWith(key, ciphertext),
    };
}

function encryptWith(key: Buffer, plaintext: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `v1:${nonce.toString("base64")}:${body.toString("base64")}`;
}

function decryptWith(key: Buffer, ciphertext: string): string {
    const parts = ciphertext.split(":");
    if (parts.length !== 3) throw new Error("bad value");
    const [version, nonceText, bodyText] = parts;
    if (version !== "v1") throw new Error("unknown value version");
    const nonce = Buffer.from(nonceText, "base64");
    const body = Buffer.from(bodyText, "base64");
    if (nonce.length !== NONCE_BYTES || body.length < TAG_BYTES) throw new Error("bad value");
    const decipher = createDecipheriv("aes-256-gcm", key, nonce);
    decipher.setAuthTag(body.subarray(body.length - TAG_BYTES));
    return Buffer.concat([decipher.update(body.subarray(0, body.length - TAG_BYTES)), decipher.final()]).toString(
        "utf8",
    );
}

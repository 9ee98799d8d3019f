import { isObject, isSecret, Properties, PropertyValue, SECRET_SIGNATURE, secret, SIGNATURE } from "../property";
import type { Crypter } from "../secrets";

/** How secrets are written: by default as ciphertext, or for `--show-secrets` as plaintext. */
export type SecretWriter = (value: PropertyValue, place: string) => PropertyValue;

function mapProperties(
    properties: Properties,
    change: (value: PropertyValue, key: string) => PropertyValue,
): Properties {
    return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, change(value, key)]));
}

/** Replaces every secret of a tree; `place` is its path, starting with the given one. */
export function writeSecrets(value: PropertyValue, place: string, write: SecretWriter): PropertyValue {
    if (isSecret(value)) return write(value.value ?? null, place);
    if (Array.isArray(value)) return value.map((item, index) => writeSecrets(item, `${place}[${index}]`, write));
    if (isObject(value)) return mapProperties(value, (item, key) => writeSecrets(item, `${place}.${key}`, write));
    return value;
}

/** Replaces every secret that a checkpoint holds, by what `read` makes of it. */
function readSecrets(
    value: PropertyValue,
    place: string,
    read: (stored: Properties, place: string) => PropertyValue,
): PropertyValue {
    if (isSecret(value)) return read(value, place);
    if (Array.isArray(value)) return value.map((item, index) => readSecrets(item, `${place}[${index}]`, read));
    if (isObject(value)) return mapProperties(value, (item, key) => readSecrets(item, `${place}.${key}`, read));
    return value;
}

/** As `--show-secrets` writes them, and as `stack import` accepts them. */
export const writePlaintext: SecretWriter = (value) => ({
    [SIGNATURE]: SECRET_SIGNATURE,
    plaintext: JSON.stringify(value),
});

/** For commands that show state without a passphrase: every secret is the text `[secret]`. */
export function blindSecrets(value: PropertyValue): PropertyValue {
    return readSecrets(value, "", () => "[secret]");
}

/**
 * Encrypts and decrypts the secrets of checkpoints. A secret whose text did not change since it was read keeps its
 * ciphertext, so that a checkpoint changes only where the stack did.
 */
export class SecretValues {
    private readonly known = new Map<string, { plaintext: string; ciphertext: string }>();

    /** Without a crypter nothing can be encrypted or decrypted: for stacks that hold no secrets. */
    constructor(private readonly crypter: Crypter | undefined) {}

    read(value: PropertyValue, place: string): PropertyValue {
        return readSecrets(value, place, (stored, at) => {
            if (typeof stored.plaintext === "string") return secret(JSON.parse(stored.plaintext) as PropertyValue);
            if (typeof stored.ciphertext !== "string") throw new Error(`malformed secret at ${at}`);
            const plaintext = this.requireCrypter().decrypt(stored.ciphertext);
            this.known.set(at, { plaintext, ciphertext: stored.ciphertext });
            return secret(JSON.parse(plaintext) as PropertyValue);
        });
    }

    write(value: PropertyValue, place: string): PropertyValue {
        return writeSecrets(value, place, (plain, at) => {
            const plaintext = JSON.stringify(plain);
            let entry = this.known.get(at);
            if (entry?.plaintext !== plaintext) {
                entry = { plaintext, ciphertext: this.requireCrypter().encrypt(plaintext) };
                this.known.set(at, entry);
            }
            return { [SIGNATURE]: SECRET_SIGNATURE, ciphertext: entry.ciphertext };
        });
    }

    get salt(): string | undefined {
        return this.crypter?.salt;
    }

    private requireCrypter(): Crypter {
        if (!this.crypter) throw new Error("this stack has no secrets provider");
        return this.crypter;
    }
}

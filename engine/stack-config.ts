import { join } from "node:path";
import { Document, isMap, isScalar, parseDocument } from "yaml";
import { readIfExists, writeAtomically } from "./backend/files";
import { ConfigKey, namespaced } from "./config-key";
import type { ProjectFile } from "./project";
import { isObject, PropertyValue } from "./property";
import type { Crypter } from "./secrets";

/** A setting as the file holds it: plain, or `{ secure: <ciphertext> }`, also within lists and maps. */
export type StoredConfigValue = PropertyValue;

function secureText(value: StoredConfigValue): string | undefined {
    const isMapWithOneKey =
        typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 1;
    return isMapWithOneKey && typeof value.secure === "string" ? value.secure : undefined;
}

/** Whether a setting is a secret, or holds one. */
export function isSecure(value: StoredConfigValue): boolean {
    if (secureText(value) !== undefined) return true;
    return typeof value === "object" && value !== null && Object.values(value).some(isSecure);
}

/** A setting with its secrets in the clear. */
export function decryptConfig(value: StoredConfigValue, crypter: Pick<Crypter, "decrypt">): PropertyValue {
    const ciphertext = secureText(value);
    if (ciphertext !== undefined) return crypter.decrypt(ciphertext);
    if (Array.isArray(value)) return value.map((item) => decryptConfig(item, crypter));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decryptConfig(item, crypter)]));
}

/** A setting as programs get it: text, with JSON for lists and maps. */
export function configText(value: PropertyValue): string {
    if (value === null) return "";
    return typeof value === "object" ? JSON.stringify(sorted(value)) : String(value);
}

/** Pulumi writes the keys of maps in order. */
function sorted(value: PropertyValue): PropertyValue {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isObject(value)) return value;
    return Object.fromEntries(
        Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key])]),
    );
}

/** `Pulumi.<stack>.yaml`. What is not changed keeps its order, its style and its comments. */
export class StackConfig {
    private constructor(
        readonly path: string,
        private readonly document: Document,
        private readonly project: string,
    ) {}

    /** @param file instead of `Pulumi.<stack>.yaml` */
    static async load(project: ProjectFile, stack: string, file?: string): Promise<StackConfig> {
        const path = file ?? join(project.configFolder, `Pulumi.${stack}.yaml`);
        const document = parseDocument((await readIfExists(path)) ?? "");
        if (document.errors.length > 0) throw new Error(`could not read ${path}: ${document.errors[0].message}`);
        const provider = document.get("secretsprovider");
        if (typeof provider === "string" && !["", "default", "passphrase"].includes(provider)) {
            throw new Error(
                `${path}: secretsprovider '${provider}': the embedded engine has the passphrase provider only; use the Pulumi CLI`,
            );
        }
        if (document.has("environment")) {
            throw new Error(
                `${path}: environment: Pulumi ESC environments need the Pulumi Cloud backend; use the Pulumi CLI`,
            );
        }
        return new StackConfig(path, document, project.name);
    }

    get salt(): string | undefined {
        const salt = this.document.get("encryptionsalt");
        return typeof salt === "string" ? salt : undefined;
    }

    setSalt(value: string): void {
        this.document.set("encryptionsalt", value);
    }

    /** Every setting, by full key. */
    values(): Record<string, StoredConfigValue> {
        const config = (this.document.toJS() as { config?: Record<string, StoredConfigValue> } | null)?.config ?? {};
        return Object.fromEntries(Object.entries(config).map(([key, value]) => [namespaced(key, this.project), value]));
    }

    get({ key, path }: ConfigKey): StoredConfigValue | undefined {
        return path.reduce<StoredConfigValue | undefined>(
            (value, step) =>
                typeof value === "object" && value !== null
                    ? (value as Record<string | number, PropertyValue>)[step]
                    : undefined,
            this.values()[key],
        );
    }

    set({ key, path }: ConfigKey, value: StoredConfigValue): void {
        const place = ["config", this.writtenKey(key), ...path];
        if (path.length > 0 && isScalar(this.document.getIn(place.slice(0, 2), true))) {
            throw new Error(`could not set config: '${key}' is not a map or a list`);
        }
        // A plain value takes the old one's place, comment and all.
        this.document.setIn(place, typeof value === "object" ? this.document.createNode(value) : value);
    }

    /** @returns whether there was such a setting */
    remove({ key, path }: ConfigKey): boolean {
        const removed = this.document.deleteIn(["config", this.writtenKey(key), ...path]);
        const config = this.document.get("config");
        if (isMap(config) && config.items.length === 0) this.document.delete("config");
        return removed;
    }

    async save(): Promise<void> {
        await writeAtomically(this.path, this.document.toString({ lineWidth: 0 }), 0o644);
    }

    /** The key as the file has it: without the project's name, if somebody wrote it so. */
    private writtenKey(key: string): string {
        const short = key.startsWith(`${this.project}:`) ? key.slice(this.project.length + 1) : key;
        return this.document.hasIn(["config", short]) && !this.document.hasIn(["config", key]) ? short : key;
    }
}

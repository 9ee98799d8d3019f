import type { ConfigDeclaration } from "./project";
import type { Crypter } from "./secrets";
import { configText, decryptConfig, isSecure, StoredConfigValue } from "./stack-config";

/** Settings as the engine takes them. */
export interface ConfigValues {
    /** By full key, in the clear. */
    config: Record<string, string>;
    secretKeys: string[];
    /** The same by full key, sorted, as anybody may see them: with `[secret]` for each secret. */
    shownConfig: Record<string, string>;
}

const BLIND = "[secret]";
const blinder = { decrypt: () => BLIND };

type Declarations = Record<string, ConfigDeclaration>;

/** A stack's settings, and the project's for those that it does not set. */
export function withProjectDefaults(
    values: Record<string, StoredConfigValue>,
    declarations: Declarations,
): Record<string, StoredConfigValue> {
    const defaults = Object.entries(declarations).flatMap(([key, { default: value }]) =>
        value === undefined ? [] : [[key, value]],
    );
    return { ...(Object.fromEntries(defaults) as Record<string, StoredConfigValue>), ...values };
}

/** @throws Error naming every setting that the project declares without a default and the stack does not set */
export function checkRequired(
    values: Record<string, StoredConfigValue>,
    declarations: Declarations,
    stack: string,
): void {
    const missing = Object.keys(declarations).filter((key) => declarations[key].required && !(key in values));
    if (missing.length === 0) return;
    const names = missing.map((key) => `'${key.slice(key.indexOf(":") + 1)}'`);
    throw new Error(
        `Stack '${stack}' is missing configuration ${missing.length === 1 ? "value" : "values"} ${names.join(", ")}; ` +
            "set with `pulumi config set <key> <value>`",
    );
}

/** Opens the secrets of a stack's settings; the crypter is asked for only if there are any. */
export async function openConfigValues(
    values: Record<string, StoredConfigValue>,
    declarations: Declarations,
    crypter: () => Promise<Crypter>,
): Promise<ConfigValues> {
    const encrypted = Object.keys(values).filter((key) => isSecure(values[key]));
    const open = encrypted.length > 0 ? await crypter() : undefined;
    const config = Object.entries(values).map(([key, value]) => [
        key,
        configText(open ? decryptConfig(value, open) : value),
    ]);
    const declared = Object.keys(declarations).filter((key) => declarations[key].secret && key in values);
    const shown = Object.keys(values)
        .sort()
        .map((key) => [key, declared.includes(key) ? BLIND : configText(decryptConfig(values[key], blinder))]);
    return {
        config: Object.fromEntries(config) as Record<string, string>,
        secretKeys: [...new Set([...encrypted, ...declared])],
        shownConfig: Object.fromEntries(shown) as Record<string, string>,
    };
}

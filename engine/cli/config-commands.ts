import { text as readAll } from "node:stream/consumers";
import { ConfigKey, parseConfigKey } from "../config-key";
import { withProjectDefaults } from "../config-values";
import type { PropertyValue } from "../property";
import { configText, decryptConfig, isSecure, StackConfig, StoredConfigValue } from "../stack-config";
import type { ConfigFlags } from "./config";
import { CliError } from "./errors";
import { OpenStack, Session } from "./session";
import { ask, askSecretly, printJson, printTable } from "./terminal";

async function openConfig(flags: ConfigFlags): Promise<{ stack: OpenStack; config: StackConfig }> {
    const session = await Session.open(flags);
    const stack = await session.requireStack(flags.stack);
    return { stack, config: await stack.config(flags.configFile) };
}

function keyOf(text: string, stack: OpenStack, flags: ConfigFlags): ConfigKey {
    return parseConfigKey(text, stack.session.project.name, flags.path ?? false);
}

export async function setConfig(text: string, value: string | undefined, flags: ConfigFlags): Promise<void> {
    if (flags.secret && flags.plaintext) throw new CliError("--secret and --plaintext cannot be given together");
    const { stack, config } = await openConfig(flags);
    const key = keyOf(text, stack, flags);
    const plain = value ?? (await readValue(stack, flags));
    const stored = flags.secret ? { secure: (await stack.configCrypter()).encrypt(plain) } : typed(plain, key);
    config.set(key, stored);
    await config.save();
}

async function readValue(stack: OpenStack, flags: ConfigFlags): Promise<string> {
    if (!process.stdin.isTTY) return (await readAll(process.stdin)).replace(/\r?\n$/, "");
    if (!stack.session.interactive) throw new CliError("config value must be specified in non-interactive mode");
    return flags.secret ? askSecretly("value: ") : ask("value: ");
}

/** Within lists and maps, truth values and whole numbers keep their type; a whole setting is always text. */
export function typed(text: string, key: ConfigKey): StoredConfigValue {
    if (key.path.length === 0) return text;
    if (text === "true" || text === "false") return text === "true";
    const number = Number(text);
    return Number.isSafeInteger(number) && String(number) === text ? number : text;
}

export async function getConfig(text: string, flags: ConfigFlags): Promise<void> {
    const { stack, config } = await openConfig(flags);
    const key = keyOf(text, stack, flags);
    const defaults = withProjectDefaults({}, stack.session.project.config);
    const stored = config.get(key) ?? (key.path.length === 0 ? defaults[key.key] : undefined);
    if (stored === undefined) {
        throw new CliError(`configuration key '${shortKey(key.key, stack)}' not found for stack '${stack.shownName}'`);
    }
    const secret = isSecure(stored);
    const value = secret ? decryptConfig(stored, await stack.configCrypter()) : stored;
    if (flags.json) {
        printJson(entry(value, secret));
        return;
    }
    process.stdout.write(`${configText(value)}\n`);
}

export async function removeConfig(text: string, flags: ConfigFlags): Promise<void> {
    const { stack, config } = await openConfig(flags);
    if (config.remove(keyOf(text, stack, flags))) await config.save();
}

export async function listConfig(flags: ConfigFlags): Promise<void> {
    const { stack, config } = await openConfig(flags);
    const values = withProjectDefaults(config.values(), stack.session.project.config);
    const keys = Object.keys(values).sort();
    const crypter =
        flags.showSecrets && keys.some((key) => isSecure(values[key])) ? await stack.configCrypter() : undefined;
    const shown = (key: string): PropertyValue =>
        isSecure(values[key]) ? decryptConfig(values[key], crypter ?? { decrypt: () => "[secret]" }) : values[key];
    if (flags.json) {
        const entries = keys.map((key) => {
            const secret = isSecure(values[key]);
            return [key, secret && !crypter ? { secret } : entry(shown(key), secret)];
        });
        printJson(Object.fromEntries(entries));
        return;
    }
    printTable([["KEY", "VALUE"], ...keys.map((key) => [shortKey(key, stack), configText(shown(key))])]);
}

function entry(value: PropertyValue, secret: boolean): object {
    const isStructured = typeof value === "object" && value !== null;
    return { value: configText(value), ...(isStructured ? { objectValue: value } : {}), secret };
}

/** Without the project's own name, as Pulumi shows keys. */
function shortKey(key: string, stack: OpenStack): string {
    const prefix = `${stack.session.project.name}:`;
    return key.startsWith(prefix) ? key.slice(prefix.length) : key;
}

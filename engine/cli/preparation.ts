import { toSnapshot } from "../backend/checkpoint";
import { SecretValues } from "../backend/secret-values";
import { ConfigValues, checkRequired, openConfigValues, withProjectDefaults } from "../config-values";
import { parseConfigKey } from "../config-key";
import type { DisplayOptions } from "../display/display";
import type { Snapshot } from "../state";
import type { StoredConfigValue } from "../stack-config";
import { typed } from "./config-commands";
import { CliError, ExitCode } from "./errors";
import type { OperationFlags } from "./options";
import { OpenStack, saltOf } from "./session";

/** Everything that an operation needs, read and opened once for its preview and for itself. */
export interface Preparation {
    stack: OpenStack;
    flags: OperationFlags;
    config: ConfigValues;
    /** As the history keeps them: secrets stay encrypted. */
    storedConfig: Record<string, StoredConfigValue>;
    snapshot: Snapshot;
    /** What encrypts the secrets of the state that is written. */
    secrets: SecretValues;
    displayOptions: Omit<DisplayOptions, "isPreview" | "isRefresh">;
}

/** Fails if the stack's program is not one that this engine runs. */
export function checkProject({ session: { project }, reference, shownName }: OpenStack): void {
    if (project.runtime.name !== "nodejs") {
        throw new CliError(
            `${project.path}: runtime '${project.runtime.name}': the embedded engine runs nodejs programs only; use the Pulumi CLI`,
        );
    }
    if (project.name !== reference.project) {
        throw new CliError(`provided project name "${project.name}" doesn't match Pulumi.yaml of stack '${shownName}'`);
    }
}

export async function prepare(stack: OpenStack, flags: OperationFlags): Promise<Preparation> {
    const { project } = stack.session;
    const stackConfig = await stack.config(flags.configFile);
    // Before anything is saved: the state may turn out to be closed to this passphrase.
    const { snapshot, secrets } = await openState(stack);
    await saveGivenConfig(stack, flags);
    const storedConfig = withProjectDefaults(stackConfig.values(), project.config);
    checkRequired(storedConfig, project.config, stack.reference.name);
    return {
        stack,
        flags,
        config: await openConfigValues(storedConfig, project.config, () => stack.configCrypter()),
        storedConfig,
        snapshot,
        secrets,
        displayOptions: {
            stack: stack.reference.name,
            project: project.name,
            color: useColor(flags),
            interactive: stack.session.interactive,
            suppressOutputs: flags.suppressOutputs ?? false,
            suppressProgress: flags.suppressProgress ?? false,
            showSames: flags.showSames ?? false,
            write: (text) => void process.stdout.write(text),
            writeError: (text) => void process.stderr.write(text),
        },
    };
}

/** New state is encrypted with the passphrase of the stack's file, which is not always that of the old state. */
async function openState(stack: OpenStack): Promise<{ snapshot: Snapshot; secrets: SecretValues }> {
    const [stateCrypter, configCrypter] = await Promise.all([stack.stateCrypter(), stack.configCrypter()]);
    const old = new SecretValues(stateCrypter);
    const snapshot = toSnapshot(stack.stored.deployment, (value, place) => old.read(value, place));
    const isSame = configCrypter.salt === saltOf(stack.stored.deployment);
    return { snapshot, secrets: isSame ? old : new SecretValues(configCrypter) };
}

async function saveGivenConfig(stack: OpenStack, flags: OperationFlags): Promise<void> {
    if (flags.config.length === 0) return;
    const config = await stack.config();
    for (const setting of flags.config) {
        const equals = setting.indexOf("=");
        if (equals < 1) throw new CliError(`--config: '${setting}' is not <key>=<value>`, ExitCode.configuration);
        const key = parseConfigKey(setting.slice(0, equals), stack.session.project.name, flags.configPath ?? false);
        config.set(key, typed(setting.slice(equals + 1), key));
    }
    await config.save();
}

function useColor(flags: OperationFlags): boolean {
    if (flags.color !== "auto") return flags.color === "always";
    return process.stdout.isTTY && !process.env.NO_COLOR;
}

import type { Command } from "commander";
import { StackFlags, stackOption } from "./options";

/** Flags of `config` and of what is below it. */
export interface ConfigFlags extends StackFlags {
    configFile?: string;
    path?: boolean;
    json?: boolean;
    secret?: boolean;
    plaintext?: boolean;
    showSecrets?: boolean;
}

export function addConfig(program: Command): void {
    const config = stackOption(program.command("config"))
        .description("Manage configuration; without a command, list it")
        .option("--config-file <file>", "Use the configuration in this file rather than Pulumi.<stack>.yaml")
        .option("--show-secrets", "Show secret values when listing config instead of displaying blinded values")
        .option("-j, --json", "Emit output as JSON")
        .action(async (_: unknown, command: Command) => {
            const { listConfig } = await import("./config-commands");
            await listConfig(command.optsWithGlobals());
        });
    config
        .command("set <key> [value]")
        .description("Set configuration value; without a value, it is read from standard input")
        .option("--path", "The key contains a path to a property in a map or list to set")
        .option("--secret", "Encrypt the value instead of storing it in plaintext")
        .option("--plaintext", "Save the value as plaintext (unencrypted)")
        .action(async (key: string, value: string | undefined, _: unknown, command: Command) => {
            const { setConfig } = await import("./config-commands");
            await setConfig(key, value, command.optsWithGlobals());
        });
    config
        .command("get <key>")
        .description("Get a single configuration value")
        .option("--path", "The key contains a path to a property in a map or list to get")
        .action(async (key: string, _: unknown, command: Command) => {
            const { getConfig } = await import("./config-commands");
            await getConfig(key, command.optsWithGlobals());
        });
    config
        .command("rm <key>")
        .alias("remove")
        .description("Remove configuration value")
        .option("--path", "The key contains a path to a property in a map or list to remove")
        .action(async (key: string, _: unknown, command: Command) => {
            const { removeConfig } = await import("./config-commands");
            await removeConfig(key, command.optsWithGlobals());
        });
}

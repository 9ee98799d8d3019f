import { Command, CommanderError } from "commander";
import { CliError, ExitCode, messageOf } from "./errors";
import { globalOptions } from "./options";
import { addCancel } from "./cancel";
import { addConfig } from "./config";
import { addDestroy } from "./destroy";
import { addPreview } from "./preview";
import { addRefresh } from "./refresh";
import { addStack } from "./stack";
import { addUp } from "./up";

/** Pulumi's command line, as far as this engine has it. */
export function commandLine(): Command {
    const program = new Command("embedded-engine")
        .description("Runs a Pulumi program with the docker and command providers, without the Pulumi CLI")
        .configureHelp({ showGlobalOptions: true })
        .configureOutput({ writeErr: () => undefined, outputError: () => undefined });
    globalOptions(program);
    for (const add of [addUp, addPreview, addDestroy, addRefresh, addStack, addConfig, addCancel]) add(program);
    for (const command of [program, ...allCommands(program)]) command.exitOverride();
    return program;
}

function allCommands(command: Command): Command[] {
    return command.commands.flatMap((one) => [one, ...allCommands(one)]);
}

/** Commander's complaint in Pulumi's words. */
function complaint(error: CommanderError): string {
    const flag = /^error: unknown option '(--?)([^'=]+)[^']*'/.exec(error.message);
    if (flag?.[1] === "--") return `unknown flag: --${flag[2]}`;
    if (flag) return `unknown shorthand flag: '${flag[2][0]}' in -${flag[2]}`;
    return error.message.replace(/^error: /, "");
}

/**
 * Carries out one command line.
 * @param argv as `process.argv`: the first two are Node and the script
 * @returns the exit code
 */
export async function run(argv: string[]): Promise<number> {
    try {
        await commandLine().parseAsync(argv);
        return 0;
    } catch (error) {
        // Help and version are no failures.
        if (error instanceof CommanderError && error.exitCode === 0) return 0;
        if (error instanceof CommanderError && error.code === "commander.help") {
            process.stderr.write("error: no command given; run with --help to see the commands\n");
            return ExitCode.configuration;
        }
        const message = error instanceof CommanderError ? complaint(error) : messageOf(error);
        if (message !== "") process.stderr.write(`error: ${message}\n`);
        return error instanceof CliError ? error.exitCode : ExitCode.error;
    }
}

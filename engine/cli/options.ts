import { Command, InvalidArgumentError, Option } from "commander";
import { availableParallelism } from "node:os";
import { ANSWER_LIMIT_VARIABLE, DEFAULT_ANSWER_LIMIT_SECONDS } from "../providers/docker/answer-limit";

/** Flags of every verb. */
export interface GlobalFlags {
    cwd?: string;
    nonInteractive?: boolean;
    color: "always" | "never" | "raw" | "auto";
}

/** Flags of the verbs that work on one stack. */
export interface StackFlags extends GlobalFlags {
    stack?: string;
}

/** Flags of `up`, `preview`, `refresh` and `destroy`; each has those that mean something to it. */
export interface OperationFlags extends StackFlags {
    yes?: boolean;
    skipPreview?: boolean;
    previewOnly?: boolean;
    diff?: boolean;
    json?: boolean;
    eventLog?: string;
    target: string[];
    targetDependents?: boolean;
    replace?: string[];
    targetReplace?: string[];
    parallel: number;
    expectNoChanges?: boolean;
    refresh?: boolean;
    message: string;
    config: string[];
    configPath?: boolean;
    configFile?: string;
    showSecrets?: boolean;
    showSames?: boolean;
    continueOnError?: boolean;
    suppressOutputs?: boolean;
    suppressProgress?: boolean;
    excludeProtected?: boolean;
    remove?: boolean;
}

function collect(value: string, earlier: string[]): string[] {
    return [...earlier, value];
}

export function positive(value: string): number {
    const number = Number(value);
    if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("give a whole number from 1 up.");
    return number;
}

function truth(value: string): boolean {
    if (["true", "1", "t"].includes(value.toLowerCase())) return true;
    if (["false", "0", "f"].includes(value.toLowerCase())) return false;
    throw new InvalidArgumentError("give true or false.");
}

export function globalOptions(command: Command): Command {
    return command
        .option("-C, --cwd <folder>", "Run as if it had been started in another directory")
        .option("--non-interactive", "Disable interactive mode for all commands")
        .addOption(
            new Option("--color <choice>", "Colorize output")
                .choices(["always", "never", "raw", "auto"])
                .default("auto"),
        );
}

export function stackOption(command: Command): Command {
    return command.option("-s, --stack <name>", "The name of the stack to operate on. Defaults to the current stack");
}

const ENVIRONMENT = `
Environment:
  ${ANSWER_LIMIT_VARIABLE}  How many seconds a Docker daemon may take to answer before it counts as hanging; what takes
                         longer than that is waited for while the daemon answers pings (default: ${DEFAULT_ANSWER_LIMIT_SECONDS})`;

/** What all four operations take. */
export function operationOptions(command: Command): Command {
    const parallel = Number(process.env.PULUMI_PARALLEL) || availableParallelism() * 4;
    return stackOption(command)
        .addHelpText("after", ENVIRONMENT)
        .option("--diff", "Display operation as a rich diff showing the overall change")
        .option("-j, --json", "Serialize the diffs, operations, and overall output as JSON")
        .option("--event-log <file>", "Log events to a file at this path")
        .option(
            "-t, --target <urn>",
            "A resource to work on; others are left alone. Repeatable; * and ** match",
            collect,
            [],
        )
        .option("--target-dependents", "Allow working on dependents of targets, too")
        .option("-p, --parallel <count>", "Allow this many resource operations at once", positive, parallel)
        .option("-m, --message <text>", "Optional message to associate with the operation", "")
        .option("-c, --config <key=value>", "Config to use and to save to the stack's file. Repeatable", collect, [])
        .option("--config-path", "Config keys contain a path to a property in a map or list to set")
        .option("--config-file <file>", "Use the configuration in this file rather than Pulumi.<stack>.yaml")
        .option("--show-secrets", "Show secret outputs of the stack in plaintext, but with --diff or --json")
        .option("--show-sames", "Show resources that do not change alongside those that do")
        .option("--suppress-outputs", "Suppress display of stack outputs")
        .option("--suppress-progress", "Suppress display of periodic progress dots");
}

/** What the operations take that change something. */
export function changeOptions(command: Command): Command {
    return command
        .option("-y, --yes", "Automatically approve and perform the operation after previewing it")
        .option("-f, --skip-preview", "Do not calculate a preview before performing the operation");
}

export function refreshOption(command: Command): Command {
    const option = new Option(
        "-r, --refresh [bool]",
        "Refresh the state of the stack's resources before the operation",
    );
    return command.addOption(option.argParser(truth).preset("true"));
}

export function replaceOptions(command: Command): Command {
    return command
        .option("--replace <urn>", "A resource to replace. Repeatable; * and ** match", collect, [])
        .option("--target-replace <urn>", "Shorthand for --target urn --replace urn", collect, []);
}

export function continueOption(command: Command): Command {
    return command.option("--continue-on-error", "Go on with other resources when an operation fails");
}

export function expectOption(command: Command): Command {
    return command.option("--expect-no-changes", "Return an error if any changes occur");
}

import type { Command } from "commander";
import { positive, StackFlags, stackOption } from "./options";

/** The name may be an argument or a flag, not both. */
function oneName(argument: string | undefined, flag: string | undefined): string | undefined {
    if (argument !== undefined && flag !== undefined) {
        throw new Error("only one of --stack or argument stack name may be specified, not both");
    }
    return argument ?? flag;
}

export function addStack(program: Command): void {
    const stack = stackOption(program.command("stack")).description("Manage stacks and view stack state");
    stack
        .command("init [stack-name]")
        .alias("new")
        .description("Create an empty stack with the given name, ready for updates")
        .option(
            "--secrets-provider <type>",
            "The type of the provider that encrypts secrets: default, passphrase",
            "default",
        )
        .option("--no-select", "Do not select the stack")
        .action(async (name: string | undefined, _: unknown, command: Command) => {
            const flags = command.optsWithGlobals<StackFlags & { select: boolean; secretsProvider: string }>();
            const { initStack } = await import("./stack-lifecycle");
            await initStack(oneName(name, flags.stack), flags);
        });
    stack
        .command("select [stack]")
        .description("Switch the current workspace to the given stack")
        .option("-c, --create", "If selected stack does not exist, create it")
        .action(async (name: string | undefined, _: unknown, command: Command) => {
            const flags = command.optsWithGlobals<StackFlags & { create?: boolean }>();
            const { select } = await import("./stack-lifecycle");
            await select(oneName(name, flags.stack), flags);
        });
    stack
        .command("ls")
        .alias("list")
        .description("List stacks")
        .option("-j, --json", "Emit output as JSON")
        .option("-a, --all", "List all stacks instead of just stacks for the current project")
        .action(async (_: unknown, command: Command) => {
            const { listStacks } = await import("./stack-list");
            await listStacks(command.optsWithGlobals<StackFlags & { json?: boolean; all?: boolean }>());
        });
    stack
        .command("rm [stack-name]")
        .aliases(["remove", "delete"])
        .description("Remove a stack and its configuration")
        .option("-f, --force", "Forces deletion of the stack, leaving behind any resources managed by the stack")
        .option("-y, --yes", "Skip confirmation prompts, and proceed with removal anyway")
        .option("--preserve-config", "Do not delete the corresponding Pulumi.<stack-name>.yaml configuration file")
        .action(async (name: string | undefined, _: unknown, command: Command) => {
            const flags = command.optsWithGlobals<
                StackFlags & { force?: boolean; yes?: boolean; preserveConfig?: boolean }
            >();
            const { removeStack } = await import("./stack-lifecycle");
            await removeStack(oneName(name, flags.stack), flags);
        });
    addState(stack);
}

function addState(stack: Command): void {
    stack
        .command("output [property-name]")
        .description("Show a stack's output properties")
        .option("-j, --json", "Emit output as JSON")
        .option("--shell", "Emit output as a shell script")
        .option("--show-secrets", "Display outputs which are marked as secret in plaintext")
        .action(async (name: string | undefined, _: unknown, command: Command) => {
            const { printOutputs } = await import("./stack-output");
            await printOutputs(name, command.optsWithGlobals());
        });
    stack
        .command("history")
        .description("Display history for a stack")
        .option("-j, --json", "Emit output as JSON")
        .option("--show-secrets", "Show secret values of the configuration in plaintext, with --json")
        .option("--full-dates", "Show full dates, instead of relative dates")
        .option("--page-size <count>", "So many updates are a page", positive, 10)
        .option("--page <number>", "Which page to show", positive, 1)
        .action(async (_: unknown, command: Command) => {
            const { printHistory } = await import("./stack-history");
            await printHistory(command.optsWithGlobals());
        });
    stack
        .command("export")
        .description("Export a stack's deployment to standard out")
        .option("--file <file>", "A filename to write stack output to")
        .option("--show-secrets", "Emit secrets in plaintext in exported stack")
        .action(async (_: unknown, command: Command) => {
            const { exportStack } = await import("./stack-transfer");
            await exportStack(command.optsWithGlobals());
        });
    stack
        .command("import")
        .description("Import a deployment from standard in into an existing stack")
        .option("--file <file>", "A filename to read stack input from")
        .option("-f, --force", "Force the import to occur, even if apparent errors are discovered beforehand")
        .action(async (_: unknown, command: Command) => {
            const { importStack } = await import("./stack-transfer");
            await importStack(command.optsWithGlobals());
        });
}

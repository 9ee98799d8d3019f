import type { Command } from "commander";
import { StackFlags, stackOption } from "./options";

export function addCancel(program: Command): void {
    stackOption(program.command("cancel [stack-name]"))
        .description("Cancel a stack's currently running update, if any")
        .option("-y, --yes", "Skip confirmation prompts, and proceed with cancellation anyway")
        .action(async (name: string | undefined, _: unknown, command: Command) => {
            const { Session } = await import("./session");
            const flags = command.optsWithGlobals<StackFlags & { yes?: boolean }>();
            const session = await Session.open(flags);
            const stack = await session.requireStack(name ?? flags.stack);
            if (!flags.yes && session.interactive) {
                const { confirmByName } = await import("./terminal");
                const warning = `This will irreversibly cancel the currently running update for '${stack.reference.name}'!`;
                await confirmByName(warning, stack.reference.name);
            }
            await stack.files.breakLocks();
            process.stdout.write(`The currently running update for '${stack.reference.name}' has been canceled!\n`);
        });
}

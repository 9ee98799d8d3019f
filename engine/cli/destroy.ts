import type { Command } from "commander";
import { changeOptions, continueOption, OperationFlags, operationOptions, refreshOption } from "./options";

export function addDestroy(program: Command): void {
    const destroy = program.command("destroy").alias("down").description("Destroy all existing resources in the stack");
    for (const add of [operationOptions, changeOptions, refreshOption, continueOption]) add(destroy);
    destroy
        .option("--preview-only", "Only show a preview of the destroy, but don't perform the destroy itself")
        .option("--exclude-protected", "Do not destroy protected resources. Destroy all other resources.")
        .option("--remove", "Remove the stack and its config file after all resources in the stack have been deleted")
        .action(async (_: unknown, command: Command) => {
            const { operate } = await import("./operation");
            await operate("destroy", command.optsWithGlobals<OperationFlags>());
        });
}

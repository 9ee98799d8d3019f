import type { Command } from "commander";
import { expectOption, OperationFlags, operationOptions, refreshOption, replaceOptions } from "./options";

export function addPreview(program: Command): void {
    const preview = program
        .command("preview")
        .alias("pre")
        .description("Show a preview of updates to a stack's resources");
    for (const add of [operationOptions, refreshOption, replaceOptions, expectOption]) add(preview);
    preview.action(async (_: unknown, command: Command) => {
        const { operate } = await import("./operation");
        await operate("preview", command.optsWithGlobals<OperationFlags>());
    });
}

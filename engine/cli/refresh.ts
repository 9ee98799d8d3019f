import type { Command } from "commander";
import { changeOptions, expectOption, OperationFlags, operationOptions } from "./options";

export function addRefresh(program: Command): void {
    const refresh = program.command("refresh").description("Refresh the resources in a stack");
    for (const add of [operationOptions, changeOptions, expectOption]) add(refresh);
    refresh.option("--preview-only", "Only show a preview of the refresh, but don't perform the refresh itself");
    refresh.action(async (_: unknown, command: Command) => {
        const { operate } = await import("./operation");
        await operate("refresh", command.optsWithGlobals<OperationFlags>());
    });
}

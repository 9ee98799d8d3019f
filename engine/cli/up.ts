import type { Command } from "commander";
import {
    changeOptions,
    continueOption,
    expectOption,
    OperationFlags,
    operationOptions,
    refreshOption,
    replaceOptions,
} from "./options";

export function addUp(program: Command): void {
    const up = program.command("up").alias("update").description("Create or update the resources in a stack");
    for (const add of [operationOptions, changeOptions, refreshOption, replaceOptions, continueOption, expectOption])
        add(up);
    up.action(async (_: unknown, command: Command) => {
        const { operate } = await import("./operation");
        await operate("update", command.optsWithGlobals<OperationFlags>());
    });
}

import { createRequire } from "node:module";
import { loadLeanSdk } from "./lean-sdk";

/** What the engine sends once it knows it. */
export interface ProgramStart {
    environment: Record<string, string>;
    programArguments: string[];
}

// The process of a program: it loads the SDK while the engine loads itself, and then runs the SDK's own runner, which is
// this script's argument.
const runner = process.argv[2];
loadLeanSdk(runner);

/** The engine may end before it has anything to run. */
const leave = (): void => process.exit();
process.once("disconnect", leave);
process.once("message", ({ environment, programArguments }: ProgramStart) => {
    process.off("disconnect", leave);
    // Nothing but the program itself may keep this process alive.
    process.disconnect();
    // The SDK reads it when the program first needs it, not when it is loaded.
    Object.assign(process.env, environment);
    process.argv.splice(1, Infinity, runner, ...programArguments);
    createRequire(runner)(runner);
});

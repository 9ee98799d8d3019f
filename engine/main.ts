#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Before anything else is loaded: compiled code is kept for the next start.
enableCompileCache();
void import("./cli/program").then(async ({ run }) => {
    process.exitCode = await run(process.argv);
});

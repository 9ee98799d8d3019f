#!/usr/bin/env node
import * as nodeModule from "node:module";
import { setFlagsFromString } from "node:v8";
import { compileCacheFolder } from "./pulumi-home";

// Every write of a large state leaves megabytes of text behind; without this the heap grows to several times what is in use.
setFlagsFromString("--heap-growing-percent=50");

// In Node 20, which is what many machines have, this function does not exist, and neither would the SDK run.
if (typeof nodeModule.enableCompileCache === "function") {
    // Before anything else is loaded: compiled code is kept for the next start.
    nodeModule.enableCompileCache(compileCacheFolder());
    void import("./cli/program").then(async ({ run }) => {
        process.exitCode = await run(process.argv);
    });
} else {
    process.stderr.write(`error: embedded-engine needs Node 22.12 or newer, and this is ${process.version}\n`);
    process.exitCode = 1;
}

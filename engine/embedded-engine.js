#!/usr/bin/env node
// npm links only what exists when it installs, and that is before the engine is compiled.
"use strict";

const { existsSync } = require("node:fs");
const { join } = require("node:path");

const main = join(__dirname, "bin", "main.js");
if (existsSync(main)) {
    require(main);
} else {
    process.stderr.write("error: the embedded engine is not compiled yet: run `npm run build` in its repository\n");
    process.exitCode = 1;
}

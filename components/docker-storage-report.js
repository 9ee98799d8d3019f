#!/usr/bin/env node
// npm links only what exists when it installs, and in this repository that is before the package is compiled.
"use strict";

const { existsSync } = require("node:fs");
const { join } = require("node:path");

const main = join(__dirname, "bin", "report", "main.js");
if (existsSync(main)) {
    require(main);
} else {
    process.stderr.write("error: docker-storage-report is not compiled yet: run `npm run build` in its repository\n");
    process.exitCode = 1;
}

// Preloaded into an engine: once it has logged an event that is like HOLD_AT, it stands still until there is a byte in the pipe HOLD_UNTIL.
const fs = require("node:fs");

const { writeSync } = fs;
const { HOLD_AT, HOLD_UNTIL } = process.env;
const wanted = new RegExp(HOLD_AT);
let wasHeld = false;

fs.writeSync = (file, text, ...rest) => {
    const written = writeSync(file, text, ...rest);
    if (!wasHeld && typeof text === "string" && wanted.test(text)) {
        wasHeld = true;
        fs.readSync(fs.openSync(HOLD_UNTIL, "r"), Buffer.alloc(1));
    }
    return written;
};

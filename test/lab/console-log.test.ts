import assert from "node:assert/strict";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { ConsoleLog } from "./console-log";

describe("A machine's console", () => {
    const file = join(temporaryFolder("console-log"), "console");

    it("tells when all of what is waited for was printed, in any order and in pieces", async () => {
        writeFileSync(file, "booting\n");
        const console = new ConsoleLog(file);
        const ready = console.until([/first/, /second/], 0, 60);
        for (const piece of ["sec", "ond\n", "fir", "st\n"]) appendFileSync(file, piece);
        await ready;
    });

    it("takes nothing that was printed before for an answer, and shows its last lines when the time is up", async () => {
        writeFileSync(file, "ready\n");
        const console = new ConsoleLog(file);
        const ready = console.until([/ready/], console.endBytes, 0.1);
        appendFileSync(file, "panic\n");
        await assert.rejects(ready, /did not show \/ready\/ within 0\.1 s:\nready\npanic/);
    });
});

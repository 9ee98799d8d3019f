import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning } from "../../setup/docker-daemon.mjs";
import { temporaryFolder } from "../temporary-folder";

describe("The PID file of a Docker daemon", () => {
    const proc = temporaryFolder("proc");
    const cases: [string, string, boolean][] = [
        ["a daemon that runs", "Name:\tdockerd\nState:\tS (sleeping)\n", true],
        ["a daemon that has ended", "Name:\tdockerd\nState:\tZ (zombie)\n", false],
        ["another program, which got the number later", "Name:\tnode\nState:\tR (running)\n", false],
    ];
    for (const [index, [what, status, running]] of cases.entries()) {
        it(`is ${running ? "left alone" : "stale"} with the number of ${what}`, () => {
            mkdirSync(join(proc, String(index)));
            writeFileSync(join(proc, String(index), "status"), status);
            assert.equal(isRunning("dockerd", String(index), proc), running);
        });
    }

    it("is stale when no process has its number", () => {
        assert.equal(isRunning("dockerd", "4711", proc), false);
    });
});

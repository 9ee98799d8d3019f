import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { script } from "../../../components/data/scripts";
import { temporaryFolder } from "../../temporary-folder";
import { Result, runScript, succeeded } from "../run-script";

const text = script("begin", "toolbox", "make-folder");

describe("The folder of a bind mount", () => {
    const folder = temporaryFolder("make-folder");
    const make = (path: string, more: Record<string, string> = {}): Promise<Result> =>
        runScript(text, { FOLDER: path, OWNER: "", MODE: "", ...more });

    it("makes a folder and its parents, with owner and mode", async () => {
        const path = join(folder, "a", "b c");
        succeeded(await make(path, { OWNER: "1234:5678", MODE: "0710" }), path);
        const { uid, gid, mode } = statSync(path);
        assert.deepEqual([uid, gid, mode & 0o7777], [1234, 5678, 0o710]);
    });

    it("leaves what is there as it is", async () => {
        const path = join(folder, "there");
        mkdirSync(path, { mode: 0o700 });
        writeFileSync(join(path, "file"), "kept");
        succeeded(await make(path), path);
        assert.equal(readFileSync(join(path, "file"), "utf8"), "kept");
        assert.equal(statSync(path).mode & 0o7777, 0o700);
    });

    it("turns down a symbolic link, a pipe and a device", async () => {
        symlinkSync("/etc", join(folder, "link"));
        execFileSync("mkfifo", [join(folder, "pipe")]);
        for (const path of [join(folder, "link"), join(folder, "pipe"), "/dev/null"]) {
            const result = await make(path, { MODE: "0777" });
            assert.notEqual(result.code, 0, path);
            assert.match(result.stderr, new RegExp(`${path} is a (symbolic link|socket, a pipe or a device)`));
        }
    });
});

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { script } from "../../../components/data/scripts";

const folder = join(__dirname, "..", "..", "..", "components", "data");
const names = readdirSync(folder)
    .filter((file) => file.endsWith(".sh"))
    .map((file) => basename(file, ".sh"));

describe("Scripts", () => {
    for (const name of names) {
        it(`${name} is POSIX shell, and carries no comment into the state`, () => {
            const text = script(name);
            assert.doesNotMatch(text, /^#/m);
            const parsed = spawnSync("sh", ["-n"], { input: text, encoding: "utf8" });
            assert.equal(parsed.status, 0, parsed.stderr);
        });
    }
});

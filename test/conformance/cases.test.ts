import assert from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UNKNOWN } from "../../engine/property";
import { ownNames } from "./ownership";
import { readRecording, recordedCases } from "./recording";

/** The cases that the files of this folder list, as often as they do. */
function listedCases(): string[] {
    const files = readdirSync(__dirname).filter((file) => file.endsWith(".test.ts"));
    const calls = files.flatMap((file) => [
        ...readFileSync(join(__dirname, file), "utf8").matchAll(/^describeCases\("[^"]+", \[([^\]]*)\]\);$/gm),
    ]);
    return calls.flatMap(([, list]) => [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name));
}

describe("the recorded cases", () => {
    it("are each in exactly one file of tests", () => {
        assert.deepEqual(listedCases().sort(), recordedCases());
    });

    it("have no name of a volume or container in common: their files run at the same time, on one daemon", () => {
        const cases = new Map<string, string>();
        for (const name of recordedCases()) {
            for (const own of ownNames(readRecording(name).observations)) {
                // What has no id, or none yet, shares no resource of the daemon.
                if (own === "" || own === UNKNOWN) continue;
                assert.equal(cases.get(own) ?? name, name, `${own} is a name in two cases`);
                cases.set(own, name);
            }
        }
    });
});

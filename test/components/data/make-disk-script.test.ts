import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { script } from "../../../components/data/scripts";
import { temporaryFolder } from "../../temporary-folder";

/** Two containers have the disk; the first does not start again. */
const DOCKER = `#!/bin/sh
echo "$*" >> "$ASKED"
case $* in
"volume ls"*) echo data ;;
"volume inspect --format"*) echo "data $DEVICE" ;;
"ps --quiet"*) printf 'one\\ntwo\\n' ;;
"start two") echo "cannot start" >&2; exit 1 ;;
run*make-disk) printf 123 ;;
esac`;

describe("What gives a disk another size", () => {
    it("starts every container that it stopped, though one does not start, and says which", () => {
        const folder = temporaryFolder("make-disk");
        writeFileSync(join(folder, "docker"), DOCKER);
        chmodSync(join(folder, "docker"), 0o755);
        const env = {
            PATH: `${folder}:${process.env.PATH}`,
            ASKED: join(folder, "asked"),
            PULUMI_COMMAND_STDOUT: "4096 4000",
            CAPACITY_BYTES: "8192",
            ENFORCEMENT: "disk-image",
            DEVICE: "/dev/docker-storage/x",
            DISK: "disk",
            TOOLBOX: "toolbox",
        };
        const options = { env, encoding: "utf8" } as const;
        const { status, stderr } = spawnSync(
            "sh",
            ["-c", script("begin", "exists", "toolbox", "disk", "make-disk")],
            options,
        );
        const started = readFileSync(env.ASKED, "utf8").match(/^start .*/gm);
        assert.deepEqual(started, ["start two", "start one"]);
        assert.equal(status, 1);
        assert.match(stderr, /container two, which was stopped for the disk, does not start again: start it/);
    });
});

import assert from "node:assert/strict";
import { once } from "node:events";
import { Migration } from "../../components/model/migration";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { docker, inVolume } from "./docker-view";
import { OwnVolumes } from "./own-volumes";
import { Result, runScript } from "./run-script";

const volumes = new OwnVolumes("volume-tools");
const FROM = volumes.named("from");
const TO = volumes.named("to");

/** Only files that are older than a tick of a file system's clock are known again. */
const AGE = "sleep 2";

const COPY = `exec docker run --rm --network none --label io.docker-storage.managed=test --env FROM --env TO --env COPY_ID \\
    --mount "type=volume,source=$FROM,target=/from,readonly" --mount "type=volume,source=$TO,target=/to" \\
    --entrypoint volume-tools "$TOOLBOX" copy "$PHASE"`;

/** One phase of a copy, in a container of its own, as the gate's scripts run it. */
const copy = (phase: string, copyId = "one"): Promise<Result> =>
    runScript(COPY, { FROM, TO, COPY_ID: copyId, PHASE: phase });

async function done(phase: string): Promise<void> {
    const { code, stderr } = await copy(phase);
    assert.equal(code, 0, stderr);
}

async function verified(): Promise<Migration> {
    const { code, stdout, stderr } = await copy("verify");
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Migration;
}

describe("A copy while containers write", () => {
    beforeEach(async () => {
        await volumes.make("from");
        await volumes.make("to");
    });

    afterEach(() => volumes.remove());

    it("brings over what was added, changed, renamed and deleted after the first pass", async () => {
        await inVolume(FROM, "mkdir d; echo 1 > d/changed; echo 2 > gone; echo 3 > renamed; ln d/changed linked");
        await done("first");
        await inVolume(FROM, "echo more >> d/changed; rm gone; mv renamed new-name; mkdir e; echo 4 > e/added");
        await done("rest");
        const { fileCount } = await verified();
        assert.equal(fileCount, 3);
        assert.equal(await inVolume(TO, "find . | sort"), await inVolume(FROM, "find . | sort"));
        assert.equal(await inVolume(TO, "cat linked e/added new-name"), "1\nmore\n4\n3\n");
    });

    it("brings over a time that is another by less than a second", async () => {
        await inVolume(FROM, "echo 1 > f; touch -d '2001-02-03 04:05:06.1' f");
        await done("first");
        await inVolume(FROM, "touch -d '2001-02-03 04:05:06.2' f");
        await done("rest");
        await verified();
        assert.equal(await inVolume(TO, "stat -c %y f | cut -c 1-21"), "2001-02-03 04:05:06.2\n");
    });

    it("is no success as long as anything at all differs, and is made good then", async () => {
        const differences: [path: string, change: string, told: string][] = [
            ["content", "echo TWO > content; touch -d 2001-02-03 content", "differs in digest"],
            ["group", "chgrp 7 group", "differs in group"],
            ["mode", "chmod 600 mode", "differs in mode"],
            ["more", "touch more", "should not be there"],
            ["owner", "chown 7 owner", "differs in owner"],
            ["time", "touch -d '2001-02-03 00:00:00.5' time", "differs in modified"],
            ["twin", "rm twin; cp -p single twin", "differs in linked_to"],
            ["xattr", "setfattr -n user.note -v other xattr", "differs in xattrs"],
        ];
        const files = "content group mode owner single time xattr";
        const links = "ln single twin; setfattr -n user.note -v one xattr";
        await inVolume(FROM, `for f in ${files}; do echo one > $f; done; touch -d 2001-02-03 ${files}; ${links}`);
        await done("whole");
        await inVolume(TO, differences.map(([, change]) => change).join("\n"));
        const { code, stderr } = await copy("verify");
        assert.equal(code, 1);
        for (const [path, , told] of differences) assert.match(stderr, new RegExp(`^${path} ${told}`, "m"));
        await done("rest");
        await verified();
        assert.equal(await inVolume(TO, "ls -lAR --full-time"), await inVolume(FROM, "ls -lAR --full-time"));
    });

    it("does not take a file for unchanged because its size and time are", async () => {
        await inVolume(FROM, `echo one > f; touch -d 2001-02-03 f; ${AGE}`);
        await done("first");
        await inVolume(FROM, "echo two > f; touch -d 2001-02-03 f");
        await done("rest");
        await verified();
        assert.equal(await inVolume(TO, "cat f"), "two\n");
    });

    it("does not take one file for another that has its name, size and time", async () => {
        const twins = `mkdir a b; echo one > a/f; echo two > b/f; touch -d 2001-02-03 a/f b/f; ${AGE}`;
        await inVolume(FROM, twins);
        await done("first");
        await inVolume(FROM, "mv a c; mv b a; mv c b");
        await done("rest");
        await verified();
        assert.equal(await inVolume(TO, "cat a/f b/f"), "two\none\n");
    });

    it("mends what changed on the copy's side", async () => {
        await inVolume(FROM, `echo one > f; touch -d 2001-02-03 f; ${AGE}`);
        await done("first");
        await inVolume(TO, "echo bad > f; touch -d 2001-02-03 f");
        await done("rest");
        await verified();
        assert.equal(await inVolume(TO, "cat f"), "one\n");
    });

    it("goes on with a copy whose success nobody heard of, though its source was written to since", async () => {
        await inVolume(FROM, "echo one > f");
        await done("whole");
        await verified();
        await inVolume(FROM, "echo more >> f");
        await done("first");
        await done("rest");
        await verified();
        assert.equal(await inVolume(TO, "cat f"), "one\nmore\n");
    });

    it("leaves a copy alone that somebody has written to since", async () => {
        await inVolume(FROM, "echo one > f");
        await done("whole");
        await verified();
        await inVolume(FROM, "echo old >> f");
        await inVolume(TO, "echo new >> f");
        const { code, stderr } = await copy("first");
        assert.equal(code, 1);
        assert.match(stderr, /holds other data already, which was left alone/);
        assert.equal(await inVolume(TO, "cat f"), "one\nnew\n");
    });

    it("is over when another copy to the same volume has begun, or has come to its end", async () => {
        await inVolume(FROM, "echo one > f");
        await done("first");
        assert.equal((await copy("first", "another")).code, 0);
        for (const phase of ["rest", "verify"]) {
            const { code, stderr } = await copy(phase);
            assert.equal(code, 1);
            assert.match(stderr, /another update copies to volume .*, or has done so: this one left off/);
        }
        assert.equal((await copy("rest", "another")).code, 0);
        assert.equal((await copy("verify", "another")).code, 0);
        await inVolume(TO, "echo two > f");
        assert.equal((await copy("rest")).code, 1);
        assert.equal(await inVolume(TO, "cat f"), "two\n");
    });

    it("does not begin beside another process that copies to the same volume, also one that Docker has forgotten", async () => {
        await inVolume(FROM, "echo 1 > f");
        const container = await docker.createContainer({
            Image: toolboxImage,
            Cmd: ["sh", "-c", "exec 9</to; flock 9; trap 'exit 0' TERM; echo locked; sleep infinity & wait"],
            Labels: { "io.docker-storage.managed": "test" },
            HostConfig: { NetworkMode: "none", Mounts: [{ Type: "volume", Source: TO, Target: "/to" }] },
        });
        try {
            await container.start();
            await once(await container.logs({ follow: true, stdout: true }), "data");
            for (const phase of ["first", "whole", "rest", "verify"]) {
                const { code, stderr } = await copy(phase);
                assert.equal(code, 1);
                assert.match(stderr, new RegExp(`another process copies to volume ${TO}; nothing was copied`));
            }
        } finally {
            await container.remove({ force: true });
        }
        assert.equal(await inVolume(TO, "ls -A"), "");
        await done("whole");
        await verified();
    });

    it("reads the content of unchanged files once", async () => {
        await inVolume(FROM, `head -c 50000000 /dev/urandom > f; ${AGE}`);
        await done("first");
        await inVolume(FROM, "echo small > g");
        await done("rest");
        const known = await inVolume(TO, "cat .docker-storage-incomplete/digests | wc -l");
        assert.equal(known.trim(), "1");
        await verified();
    });
});

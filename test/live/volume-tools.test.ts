import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Migration } from "../../components/model/migration";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { docker, inVolume } from "./docker-view";

const run = randomBytes(4).toString("hex");
const FROM = `volume-tools-${run}-from`;
const TO = `volume-tools-${run}-to`;

/** Only files that are older than a tick of a file system's clock are known again. */
const AGE = "sleep 2";

interface Ended {
    exitCode: number;
    output: string;
    errors: string;
}

/** One phase of a copy, in a container of its own, as the gate's scripts run it. */
async function copy(phase: string, copyId = "one"): Promise<Ended> {
    const container = await docker.createContainer({
        Image: toolboxImage,
        Entrypoint: ["volume-tools"],
        Cmd: ["copy", phase],
        Env: [`FROM=${FROM}`, `TO=${TO}`, `COPY_ID=${copyId}`],
        Labels: { "io.docker-storage.managed": "test" },
        HostConfig: {
            NetworkMode: "none",
            Mounts: [
                { Type: "volume", Source: FROM, Target: "/from", ReadOnly: true },
                { Type: "volume", Source: TO, Target: "/to" },
            ],
        },
    });
    try {
        await container.start();
        const { StatusCode } = (await container.wait()) as { StatusCode: number };
        const text = async (stream: "stdout" | "stderr"): Promise<string> => {
            const frames = await container.logs({ [stream]: true, follow: false });
            const lines: string[] = [];
            for (let at = 0; at < frames.length; at += 8 + frames.readUInt32BE(at + 4)) {
                lines.push(frames.toString("utf8", at + 8, at + 8 + frames.readUInt32BE(at + 4)));
            }
            return lines.join("");
        };
        return { exitCode: StatusCode, output: await text("stdout"), errors: await text("stderr") };
    } finally {
        await container.remove({ force: true });
    }
}

async function done(phase: string): Promise<void> {
    const { exitCode, errors } = await copy(phase);
    assert.equal(exitCode, 0, errors);
}

async function verified(): Promise<Migration> {
    const { exitCode, output, errors } = await copy("verify");
    assert.equal(exitCode, 0, errors);
    return JSON.parse(output) as Migration;
}

describe("A copy while containers write", function () {
    this.timeout(120_000);

    beforeEach(async () => {
        for (const Name of [FROM, TO]) {
            await docker.createVolume({ Name, Labels: { "io.docker-storage.managed": "test" } });
        }
    });

    afterEach(async () => {
        for (const name of [FROM, TO]) await docker.getVolume(name).remove();
    });

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
        const { exitCode, errors } = await copy("first");
        assert.equal(exitCode, 1);
        assert.match(errors, /holds other data already, which was left alone/);
        assert.equal(await inVolume(TO, "cat f"), "one\nnew\n");
    });

    it("is over when another copy to the same volume has begun, or has come to its end", async () => {
        await inVolume(FROM, "echo one > f");
        await done("first");
        assert.equal((await copy("first", "another")).exitCode, 0);
        for (const phase of ["rest", "verify"]) {
            const { exitCode, errors } = await copy(phase);
            assert.equal(exitCode, 1);
            assert.match(errors, /another update copies to volume .*, or has done so: this one left off/);
        }
        assert.equal((await copy("rest", "another")).exitCode, 0);
        assert.equal((await copy("verify", "another")).exitCode, 0);
        await inVolume(TO, "echo two > f");
        assert.equal((await copy("rest")).exitCode, 1);
        assert.equal(await inVolume(TO, "cat f"), "two\n");
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

import assert from "node:assert/strict";
import { join } from "node:path";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { temporaryFolder } from "../temporary-folder";
import { docker, inVolume } from "./docker-view";
import { OwnContainers } from "./own-containers";
import { OwnVolumes } from "./own-volumes";
import { handedOver, handOver } from "./scripts/handed-over";

const volumes = new OwnVolumes("rare-content");
const containers = new OwnContainers(volumes);

/** Kinds that replace each other all the time, under many names. */
const CHANGING = `
    trap 'exit 0' TERM; cd /data
    while :; do for name in 1 2 3 4 5 6 7 8; do
        echo file > $name; rm $name; ln -s target $name; rm $name; mkdir $name; echo file > $name/file; rm -r $name; mkfifo $name; rm $name
    done; done & wait`;

const TIB = 2 ** 40;
/** A disk of a virtual machine, written to at two places, most of which is a hole: nobody reads all of it in the time that a test has. */
const SPARSE = `
    trap 'exit 0' TERM; cd /data; truncate -s ${4 * TIB} disk
    while :; do date +%N | dd of=disk bs=4096 seek=100 conv=notrunc status=none
        date +%N | dd of=disk bs=4096 seek=900000000 conv=notrunc status=none; done & wait`;

describe("The hand-over of content that copies often lose", () => {
    afterEach(async () => {
        await containers.remove();
        await volumes.remove();
    });

    /** Runs a command in a volume with the privilege to see all extended attributes. */
    async function privileged(volume: string, command: string): Promise<string> {
        const container = await docker.createContainer({
            Image: toolboxImage,
            Cmd: ["sh", "-c", command],
            WorkingDir: "/data",
            Tty: true,
            Labels: { "io.docker-storage.managed": "test" },
            HostConfig: { NetworkMode: "none", CapAdd: ["SYS_ADMIN"], Binds: [`${volume}:/data`] },
        });
        try {
            await container.start();
            const { StatusCode } = (await container.wait()) as { StatusCode: number };
            const printed = (await container.logs({ stdout: true, stderr: true })).toString();
            assert.equal(StatusCode, 0, printed);
            return printed;
        } finally {
            await container.remove({ force: true });
        }
    }

    it("brings what was found after a crash, and takes an empty lost+found for no data", async () => {
        const from = await volumes.make("from", "mkdir lost+found; echo found > 'lost+found/#12'; echo 1 > f");
        const to = await volumes.make("to", "mkdir lost+found");
        const { fileCount } = handedOver(await handOver(from, to), to);
        assert.equal(fileCount, 2);
        assert.equal(await inVolume(to, "cat f lost+found/*"), "1\nfound\n");
    });

    it("takes a file in the lost+found of the other volume for data, and leaves it alone", async () => {
        const from = await volumes.make("from", "echo 1 > f");
        const to = await volumes.make("to", "mkdir lost+found; echo found > lost+found/f");
        const { code, stderr } = await handOver(from, to);
        assert.equal(code, 1);
        assert.match(stderr, /holds other data already, which was left alone/);
        assert.equal(await inVolume(to, "cat lost+found/f; ls"), "found\nlost+found\n");
    });

    it("brings the attributes that an overlay file system keeps", async () => {
        const [from, to] = [await volumes.make("from"), await volumes.make("to")];
        await privileged(
            from,
            "mkdir d; setfattr -n trusted.overlay.opaque -v y d; echo 1 > f; setfattr -n trusted.note -v n f",
        );
        handedOver(await handOver(from, to), to);
        assert.match(await privileged(to, "getfattr -d -m - d f"), /trusted\.overlay\.opaque="y"[^]*trusted\.note="n"/);
    });

    it("keeps several names of one pipe", async () => {
        const [from, to] = [
            await volumes.make("from", "mkfifo one; ln one two; mkfifo other"),
            await volumes.make("to"),
        ];
        handedOver(await handOver(from, to), to);
        assert.equal(
            await inVolume(to, "stat -c '%F %h' one two other; [ one -ef two ] && echo same"),
            "fifo 2\nfifo 2\nfifo 1\nsame\n",
        );
    });

    it("names a path that is too long to be opened, and stops nobody", async () => {
        const deep =
            "import os\nfor _ in range(17):\n    os.mkdir('d' * 250); os.chdir('d' * 250)\nopen('f', 'w').write('1')";
        const [from, to] = [await volumes.make("from", `python3 -c "${deep}"`), await volumes.make("to")];
        await containers.start("writer", from);
        const { StartedAt } = (await containers.inspect("writer")).State;
        const { code, stderr } = await handOver(from, to);
        assert.equal(code, 1);
        assert.match(
            stderr,
            /the path \/from\/d{100,}\.\.\. has \d{4} bytes, and Linux opens none of 4096 or more: shorten it/,
        );
        const { State } = await containers.inspect("writer");
        assert.deepEqual([State.Running, State.StartedAt], [true, StartedAt]);
    });

    it("goes on when files become links, folders and pipes while they are copied", async () => {
        const bulk = "for n in $(seq 3000); do echo $n > file-$n; done; head -c 50000000 /dev/urandom > big";
        const [from, to] = [await volumes.make("from", bulk), await volumes.make("to")];
        await containers.start("writer", from, false, CHANGING);
        handedOver(await handOver(from, to), to);
        assert.equal(
            await inVolume(to, "cat file-3000; find . | wc -l"),
            `3000\n${await inVolume(from, "find . | wc -l")}`,
        );
    });

    it("reads no holes of a file that is written to", async () => {
        const [from, to] = [await volumes.make("from"), await volumes.make("to")];
        await containers.start("writer", from, false, SPARSE);
        const written = 'until [ -e disk ] && [ "$(du disk | cut -f 1)" -ge 8 ]; do :; done';
        await inVolume(from, written);
        handedOver(await handOver(from, to), to);
        const places =
            "stat -c %s disk; for at in 100 900000000; do dd if=disk bs=4096 skip=$at count=1 status=none | tr -d '\\0'; done";
        assert.equal(await inVolume(to, places), await inVolume(from, places));
        assert.ok(Number(await inVolume(to, "du --block-size=1M disk | cut -f 1")) < 16, "its holes were filled");
    });

    it("copies nothing from a folder to one in it, nor the other way round", async () => {
        const outer = temporaryFolder("nested");
        const inner = join(outer, "inner");
        mkdirSync(inner);
        writeFileSync(join(outer, "f"), "1");
        for (const [from, to] of [
            [outer, inner],
            [inner, outer],
        ]) {
            for (const [name, device] of [
                ["from", from],
                ["to", to],
            ]) {
                const DriverOpts = { type: "none", o: "bind", device };
                await docker.createVolume({
                    Name: volumes.named(name),
                    Labels: { "io.docker-storage.managed": "test" },
                    DriverOpts,
                });
            }
            const { code, stderr } = await handOver(volumes.named("from"), volumes.named("to"));
            assert.equal(code, 1);
            assert.match(stderr, /one is a folder in the other, and nothing was copied/);
            assert.deepEqual([readdirSync(outer).sort(), readdirSync(inner)], [["f", "inner"], []]);
            await volumes.remove();
        }
    });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { variantsToTry } from "../points";
import { checksums, docker, inVolume, mountedVolumes } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { FaultyToolbox } from "./faulty-toolbox";
import { OneVolume, Outputs } from "./one-volume";
import { SmallDisk } from "./small-disk";

const FILL = "head -c 300000 /dev/urandom > random && mkdir -p deep && ln -f random deep/link";

const FAULTS = [
    {
        what: "a copy that differs from what was copied",
        script: `[ "$*" != "copy verify" ] || printf X | dd of=/to/random bs=1 seek=100 conv=notrunc 2>/dev/null`,
        says: /the copy in volume \S+ differs from volume \S+, which is unchanged. \d+ differences, the first of them:/,
    },
    {
        what: "a copy that broke off in the middle of a file",
        script: `case "$*" in "copy first" | "copy whole")
            mkdir -p /to/.docker-storage-incomplete; head -c 1000 /from/random > /to/random; exit 137 ;; esac`,
        says: /exit status 137/,
    },
    {
        what: "a copy that breaks off once its container is stopped",
        script: `case "$*" in "copy rest" | "copy whole") exit 137 ;; esac`,
        says: /exit status 137/,
    },
    {
        what: "a copy whose success nobody hears of",
        script: `[ "$*" != "copy verify" ] || { /opt/volume-tools/main.py copy verify >/dev/null; exit 137; }`,
        says: /exit status 137/,
    },
];

describeWithEachEngine("A copy that goes wrong", (command) => {
    const folder = temporaryFolder("faults-copy");
    const toolbox = new FaultyToolbox();
    let stack: OneVolume;
    let step = 0;

    before(async () => {
        await toolbox.mend();
        stack = new OneVolume(command, join(folder, "stack"));
        await stack.init();
    });
    after(async () => {
        await stack.cleanUp();
        await toolbox.remove();
    });

    /** The stack with its data, before anything goes wrong. */
    async function deployed(
        name?: string,
        driverOpts?: Record<string, string>,
    ): Promise<{ before: Outputs; contents: Record<string, string> }> {
        const before = await stack.up(settings(name, driverOpts));
        await inVolume(before.volume, FILL);
        return { before, contents: await checksums(before.volume) };
    }

    function settings(name?: string, driverOpts?: Record<string, string>) {
        return { data: { name, driverOpts, labels: { step: String(step) }, toolboxImage: toolbox.image } };
    }

    async function assertMoved(to: Outputs, contents: Record<string, string>): Promise<void> {
        assert.deepEqual(await checksums(to.volume), contents);
        assert.deepEqual(await mountedVolumes(to.container), [to.volume]);
        assert.equal((await docker.getVolume(to.volume).inspect()).Labels.step, String(step));
    }

    const automatic = FAULTS.map(({ what, script, says }): [string, () => Promise<void>] => [
        `leaves the old volume whole, with its container running on it, and is made good: ${what}`,
        async () => {
            const { before, contents } = await deployed();
            await toolbox.break(script);
            step++;
            await assert.rejects(stack.up(settings()), says);
            await toolbox.mend();
            assert.deepEqual(await checksums(before.volume), contents);
            assert.deepEqual(await mountedVolumes(before.container), [before.volume]);
            assert.equal((await docker.getContainer(before.container).inspect()).State.Running, true);
            await inVolume(before.volume, "date +%N > written-since");
            const after = await checksums(before.volume);
            await assertMoved(await stack.up(settings()), after);
        },
    ]);
    // To a volume with a fixed name, whose containers are deleted first, the others are the same.
    const fixed = FAULTS.filter(({ script }) => !script.includes("first")).map(
        ({ what, script }): [string, () => Promise<void>] => [
            `keeps every byte of a volume with a fixed name that lies in a folder, and is made good: ${what}`,
            async () => {
                const name = `${stack.name}-fixed`;
                const device = temporaryFolder("faults-copy-device");
                const inFolder = { type: "none", o: "bind", device };
                const { contents } = await deployed(name, inFolder);
                await toolbox.break(script);
                step++;
                await assert.rejects(stack.up(settings(name, inFolder)));
                await toolbox.mend();
                assert.deepEqual(await checksums(name), contents);
                await assertMoved(await stack.up(settings(name, inFolder)), contents);
            },
        ],
    );
    const faults = [...automatic, ...fixed];
    for (const [title, test] of variantsToTry(faults, faults.length)) it(title, test);

    it("leaves the old volume whole when there is no space for the copy, gives the space back, and is made good", async function () {
        const disk = SmallDisk.mount(join(folder, "disk"), 128);
        if (disk === undefined) this.skip();
        try {
            const { before, contents } = await deployed();
            step++;
            const device = { type: "none", o: "bind", device: disk.folder };
            await assert.rejects(
                stack.up(settings(undefined, device)),
                /there is no space for a copy of volume \S+, \d+ bytes; what there was of it in volume \S+ was removed again/,
            );
            assert.deepEqual(await checksums(before.volume), contents);
            assert.deepEqual(await mountedVolumes(before.container), [before.volume]);
            assert.equal((await docker.getContainer(before.container).inspect()).State.Running, true);
            assert.ok(disk.freeBytes > 100_000, String(disk.freeBytes));
            disk.grow(4096);
            await assertMoved(await stack.up(settings(undefined, device)), contents);
        } finally {
            await stack.destroy();
            disk.unmount();
        }
    });
});

import assert from "node:assert/strict";
import { temporaryFolder } from "../temporary-folder";
import { docker, inVolume, mountedVolumes, volumeExists, volumeNames } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { StackCopy } from "./stack-copy";

interface Outputs {
    volume: string;
    container: string;
}

describeWithEachEngine(
    "An update that fails when the data is copied and its container is not replaced yet",
    (command) => {
        let stack: StackCopy;
        let before: Outputs;

        const up = async (step: string, code = 0): Promise<Outputs> => {
            stack.setConfig({ run: stack.name, step, code: String(code) });
            await stack.up();
            return (await stack.outputs()) as unknown as Outputs;
        };

        /** The update fails, the container starts again, on the old volume, and writes to it; resolves to the name of the new one. */
        async function failed(): Promise<string> {
            await assert.rejects(up("two", 3), /exit status 3/);
            await docker.getContainer(before.container).start();
            await inVolume(before.volume, "echo late > f");
            const made = (await volumeNames()).filter((name) => name.startsWith("data-") && name !== before.volume);
            for (const name of made)
                if ((await docker.getVolume(name).inspect()).Labels.run === stack.name) return name;
            return assert.fail("there is no new volume");
        }

        beforeEach(async () => {
            stack = new StackCopy(command, temporaryFolder("unfinished"), "test/live/programs/unfinished");
            await stack.init();
            before = await up("one");
            await inVolume(before.volume, "echo one > f");
        });
        afterEach(async () => {
            await stack.destroy();
            if (await volumeExists(stack.snapshotsVolume)) await docker.getVolume(stack.snapshotsVolume).remove();
        });

        it("is finished by the next one, with what the container has written to the old volume since", async () => {
            const made = await failed();
            const { volume, container } = await up("two");
            assert.equal(volume, made);
            assert.deepEqual(await mountedVolumes(container), [volume]);
            assert.equal(await inVolume(volume, "cat f"), "late\n");
            assert.equal(await volumeExists(before.volume), false);
        });

        it("is followed by one that keeps both volumes, and names them, when somebody has written to the new one, too", async () => {
            const made = await failed();
            await inVolume(made, "echo newer > g");
            await assert.rejects(up("two"), (error: Error) => {
                assert.match(
                    error.message.replace(/\s+/g, " "),
                    new RegExp(`volume ${before.volume} was written to after it was copied`),
                );
                return true;
            });
            assert.equal((await docker.getContainer(before.container).inspect()).State.Running, true);
            assert.deepEqual(
                [await inVolume(before.volume, "cat f"), await inVolume(made, "cat g")],
                ["late\n", "newer\n"],
            );
        });
    },
);

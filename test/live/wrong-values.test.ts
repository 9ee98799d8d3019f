import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, Server } from "node:net";
import { join } from "node:path";
import { temporaryFolder } from "../temporary-folder";
import { docker } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { StackCopy } from "./stack-copy";

const ROOT = "this is the host's root: give a folder below it";
const SPECIAL = "is a socket, a pipe or a device: give a folder or a file";
const NOT_WRITABLE = "no snapshot can be written there: Not a directory";

describeWithEachEngine("A value that only the Docker host knows to be wrong", (command) => {
    const folder = temporaryFolder("wrong-values");
    const at = (name: string): string => join(folder, name);
    let stack: StackCopy;
    let server: Server;

    before(async () => {
        server = createServer().listen(at("socket"));
        await once(server, "listening");
        execFileSync("mkfifo", [at("pipe")]);
        execFileSync("mknod", [at("device"), "c", "1", "3"]);
        writeFileSync(at("file"), "kept");
        mkdirSync(at("there"));
        symlinkSync(at("there"), at("link"));
        symlinkSync(at("nowhere"), at("dangling"));
        stack = new StackCopy(command, temporaryFolder("wrong-values-project"), "test/live/programs/hostile-values");
        await stack.init();
    });

    after(async () => {
        server.close();
        await stack.destroy();
    });

    /** All of the folder with types, owners, modes and times. */
    const listed = (): string =>
        execFileSync("find", [folder, "-printf", "%p %y %U:%G %m %T@\n"], { encoding: "utf8" });

    /** What of this stack is on the daemon. */
    async function made(): Promise<unknown[]> {
        const filters = { name: [stack.name] };
        const { Volumes } = await docker.listVolumes({ filters });
        return [...Volumes, ...(await docker.listContainers({ all: true, filters }))];
    }

    async function refused(config: Record<string, unknown>, error: string): Promise<void> {
        const before = listed();
        stack.setConfig({ folders: {}, volumes: {}, ...config });
        const { code, stdout, stderr } = await stack.attempt("up", "--yes", "--skip-preview", "--stack", stack.stack);
        assert.notEqual(code, 0);
        const lines = `${stdout}${stderr}`.split("\n").map((line) => line.trim());
        assert.ok(
            lines.some((line) => line.endsWith(error)),
            `${error}\n is not in\n${lines.join("\n")}`,
        );
        assert.equal(listed(), before);
        assert.deepEqual(await made(), []);
    }

    for (const [name, told] of [
        ["socket", SPECIAL],
        ["pipe", SPECIAL],
        ["device", SPECIAL],
        ["link", "is a symbolic link: give the path that it points to"],
        ["dangling", "is a symbolic link: give the path that it points to"],
        ["file/below", "lies below something that is no folder: give another path"],
        ["socket/below", "lies below something that is no folder: give another path"],
    ]) {
        it(`makes nothing: ${name} as a bind mount`, () =>
            refused({ folders: { folder: { path: at(name), uid: 1234, mode: "0777" } } }, `${at(name)} ${told}`));
    }

    it("makes nothing: the host's root as a bind mount", () =>
        refused({ folders: { folder: { path: "/" } } }, `- path is "/": ${ROOT}`));

    for (const [name, told] of [
        ["socket", NOT_WRITABLE],
        ["pipe", NOT_WRITABLE],
        ["device", NOT_WRITABLE],
        ["file", NOT_WRITABLE],
    ]) {
        it(`makes nothing: ${name} as the folder of snapshots`, () =>
            refused({ volumes: { [stack.name]: { snapshots: { folder: at(name) } } } }, told));
    }

    it("makes nothing: the host's root as the folder of snapshots", () =>
        refused({ volumes: { [stack.name]: { snapshots: { folder: "/" } } } }, `- snapshots.folder is "/": ${ROOT}`));

    it("makes nothing: a folder of snapshots that is not there", () =>
        refused(
            { volumes: { [stack.name]: { snapshots: { folder: at("missing") } } } },
            "a folder for them has to be there on the Docker host",
        ));
});

describeWithEachEngine("A program that has become wrong", (command) => {
    let stack: StackCopy;
    let sound: Record<string, Record<string, unknown>>;

    before(async () => {
        stack = new StackCopy(command, temporaryFolder("wrong-program"), "test/live/programs/hostile-values");
        await stack.init();
        // Measured figures are of the whole disk, where others write.
        const volume = { seed: { files: { a: "1" } }, onDelete: "discard", measureUsage: false };
        sound = {
            volumes: { [stack.name]: volume },
            app: { name: `${stack.name}-app`, command: ["sleep", "infinity"] },
        };
        stack.setConfig(sound);
        await stack.up();
    });

    after(async () => {
        stack.setConfig(sound);
        await stack.destroy();
    });

    /** By URN: engines write those first that the program came to. */
    function resources(): unknown[] {
        const { checkpoint } = JSON.parse(readFileSync(stack.stateFile, "utf8")) as {
            checkpoint: { latest: { resources: { urn: string }[] } };
        };
        return checkpoint.latest.resources.sort((one, other) => one.urn.localeCompare(other.urn));
    }

    async function daemon(): Promise<unknown[]> {
        const filters = { name: [stack.name] };
        const { Volumes } = await docker.listVolumes({ filters });
        return [Volumes, await docker.getContainer(`${stack.name}-app`).inspect()];
    }

    const wrongVolume = (more: object): object => ({
        volumes: { [stack.name]: { ...(sound.volumes[stack.name] as object), labels: { a: "b" }, ...more } },
    });

    for (const [what, wrong, error] of [
        [
            "a policy that there is not",
            () => wrongVolume({ onDelete: "archive" }),
            'onDelete is "archive": give one of snapshot, retain, discard',
        ],
        [
            "a seed outside of the volume",
            () => wrongVolume({ seed: { files: { "../$(touch canary)": "" } } }),
            'seed.files is "../$(touch canary)": give a path inside the volume, without a leading "/" and without empty, ' +
                '"." and ".." parts',
        ],
        [
            "an option of docker run as image",
            () => wrongVolume({ toolboxImage: "--volume=/:/host" }),
            'toolboxImage is "--volume=/:/host": give an image as Docker names it, "registry/name:tag" or "name@sha256:..."',
        ],
        [
            "a container's target that is none",
            () => ({ app: { ...sound.app, workingDir: "data" } }),
            'workingDir is "data": give an absolute path in the container, one that begins with /',
        ],
    ] as [string, () => object, string][]) {
        it(`changes neither the daemon nor the stack's state: ${what}`, async () => {
            const before = [resources(), await daemon()];
            stack.setConfig({ ...sound, ...wrong() });
            const { code, stdout, stderr } = await stack.attempt(
                "up",
                "--yes",
                "--skip-preview",
                "--stack",
                stack.stack,
            );
            assert.notEqual(code, 0);
            const output = stdout + stderr;
            assert.ok(output.includes(` has wrong arguments:\n`), output);
            assert.ok(
                output.split("\n").some((line) => line.trim() === `- ${error}`),
                output,
            );
            assert.doesNotMatch(output, /checked-args/, "a stack of this package says nothing to a person");
            assert.deepEqual([resources(), await daemon()], before);
        });
    }

    it("works again, with nothing to do, once it is right again", async () => {
        stack.setConfig(sound);
        await stack.up("--expect-no-changes");
    });
});

import assert from "node:assert/strict";
import { BindMount, MountType, NamedVolume, OnDelete, SharedContainer } from "../../components/index";
import { HOSTILE_TEXTS } from "./hostile-texts";
import { COMMAND, CONTAINER, MockedProgram, Registered, VOLUME, valueOf } from "./mocked-program";

/** What the shell of a command reads: a constant, while every value comes in its environment or its input. */
const COMMAND_LINE = /^exec sh -c "\$SCRIPT_(CREATE|UPDATE|DELETE)"$/;

function environmentOf({ inputs }: Registered): Record<string, string> {
    return inputs.environment as Record<string, string>;
}

/** What a command of the stack would run. */
function commandsOf(program: MockedProgram): string[] {
    return program.registered
        .filter(({ type }) => type === COMMAND)
        .flatMap(({ inputs: { create, update, delete: remove, environment } }) => {
            const lines = [create, update, remove].filter((line) => line !== undefined) as string[];
            for (const line of lines) assert.match(line, COMMAND_LINE);
            return Object.entries(environment as Record<string, string>)
                .filter(([name]) => name.startsWith("SCRIPT_"))
                .map(([, text]) => text);
        });
}

/** A place of snapshots is prepared once in a run. */
let places = 0;

async function volumeWith(value: string, seedPath?: string): Promise<MockedProgram> {
    const program = new MockedProgram();
    const volume = new NamedVolume(
        "data",
        {
            name: "fixed",
            labels: { hostile: value },
            driver: "plugin",
            driverOpts: { hostile: value },
            seed: { files: { [seedPath ?? "f"]: value } },
            snapshots: { folder: `/srv/${++places}/${value.replaceAll("..", "")}` },
            onDelete: OnDelete.Snapshot,
        },
        program.options,
    );
    await valueOf(volume.seededFiles);
    return program;
}

describe("A value that would do harm elsewhere", () => {
    let ordinary: string[];

    before(async () => {
        ordinary = commandsOf(await volumeWith("ordinary"));
    });

    for (const value of HOSTILE_TEXTS) {
        it(`arrives as it is, and in no script: ${JSON.stringify(value)}`, async () => {
            const program = await volumeWith(value);
            const { labels, driverOpts } = program.one(VOLUME).inputs;
            assert.deepEqual(labels, [
                { label: "hostile", value },
                { label: "io.docker-storage.managed", value: "volume" },
            ]);
            assert.deepEqual(driverOpts, { hostile: value });
            const [path, content] = (program.one(COMMAND, "data-seed").inputs.stdin as string).split(/[ \n]/);
            assert.deepEqual(
                [path, content],
                ["f", value].map((text) => Buffer.from(text).toString("base64")),
            );
            assert.deepEqual(commandsOf(program), ordinary);
        });

        it(`may be in a container's command, environment and paths: ${JSON.stringify(value)}`, async () => {
            const program = new MockedProgram();
            const path = `/srv/${value.replaceAll(":", "").replaceAll("..", "")}`;
            const folder = new BindMount("folder", { path }, program.options);
            const container = new SharedContainer(
                "app",
                {
                    image: "site",
                    command: [value],
                    entrypoint: ["sh", value],
                    env: [`VALUE=${value}`],
                    mounts: [{ type: MountType.Bind, source: folder.source, target: path }],
                    workingDir: path,
                    labels: { hostile: value },
                    healthcheck: { command: ["CMD", "test", value] },
                },
                program.options,
            );
            await valueOf(container.mounts);
            const { inputs } = program.one(CONTAINER);
            assert.deepEqual(
                [inputs.command, inputs.entrypoints, inputs.envs],
                [[value], ["sh", value], [`VALUE=${value}`]],
            );
            assert.deepEqual(inputs.healthcheck, { tests: ["CMD", "test", value] });
            const source = path.replace(/\/+/g, "/").replace(/\/$/, "");
            assert.deepEqual(inputs.mounts, [{ type: "bind", source, target: path }]);
            assert.equal(environmentOf(program.one(COMMAND, "folder-folder")).FOLDER, source);
        });
    }

    for (const path of [
        "$(touch canary)",
        "a b/'c' \"d\"",
        "-rf",
        "💾",
        "é".repeat(127),
        "a/".repeat(1000) + "b",
        "*",
    ]) {
        it(`may be the name of a seed: ${JSON.stringify(path.slice(0, 20))}`, async () => {
            const program = await volumeWith("x", path);
            const [line] = (program.one(COMMAND, "data-seed").inputs.stdin as string).split(" ");
            assert.equal(Buffer.from(line, "base64").toString(), path);
            assert.deepEqual(commandsOf(program), ordinary);
        });
    }

    it("is what __proto__ is not: a seed of that name is written, a label of that name is there", async () => {
        const program = new MockedProgram();
        const named = JSON.parse('{"__proto__": "x"}') as Record<string, string>;
        const volume = new NamedVolume("data", { labels: named, seed: { files: named } }, program.options);
        await valueOf(volume.seededFiles);
        const base64 = (text: string): string => Buffer.from(text).toString("base64");
        assert.equal(program.one(COMMAND, "data-seed").inputs.stdin, `${base64("__proto__")} ${base64("x")}\n.\n`);
        assert.deepEqual((program.one(VOLUME).inputs.labels as { label: string }[])[0].label, "__proto__");
    });

    it("is no name of 255 bytes, which is long but legal", async () => {
        const program = new MockedProgram();
        const name = "n".repeat(255);
        const volume = new NamedVolume("data", { name }, program.options);
        await valueOf(volume.volumeName);
        assert.equal(program.one(VOLUME).inputs.name, name);
    });
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HOSTILE_TEXTS } from "../components/hostile-texts";
import { temporaryFolder } from "../temporary-folder";
import { checksums, docker, inVolume, volumeExists } from "./docker-view";
import { describeWithEachEngine } from "./engines";
import { StackCopy } from "./stack-copy";

const [labels, edited] = [HOSTILE_TEXTS, HOSTILE_TEXTS.toReversed()].map((texts) =>
    Object.fromEntries(texts.map((text, index) => [`$(touch\${IFS}canary);${index}"'💾`, text])),
);

const SEED_PATHS = [
    "$(touch canary)",
    `a b/'c' "d"`,
    "-rf",
    "💾",
    "é".repeat(127),
    "*",
    ";touch canary/`touch canary`",
];
const files = Object.fromEntries(SEED_PATHS.map((path) => [path, HOSTILE_TEXTS.join("")]));

const checksum = createHash("sha256").update(HOSTILE_TEXTS.join("")).digest("hex");
const checksumsOfFiles = Object.fromEntries(SEED_PATHS.map((path) => [`./${path}`, checksum]));

/** The name of a folder; a colon is Docker's own, and the line break is at its end on purpose. */
const ODD_NAME = `$(touch canary) \`touch canary\`, "a" 'b'; touch canary\n💾 -rf\n`;

interface Outputs {
    sources: string[];
    /** In the order of the names in config. */
    volumeNames: [automatic: string, fixed: string, shown: string];
    seededFiles: string[][];
    containerName: string;
}

interface Manifest {
    volume: string;
    labels: Record<string, string>;
    options: Record<string, string> | null;
}

describeWithEachEngine("Values that would do harm elsewhere", (command) => {
    const folder = temporaryFolder("hostile-values");
    const project = temporaryFolder("hostile-values-project");
    const odd = Object.fromEntries(
        ["bind", "device", "other device", "snapshots"].map((name) => [name, join(folder, name, ODD_NAME)]),
    );
    let stack: StackCopy;
    let fixedName: string;
    let outputs: Outputs;

    const volumesWith = (given: Record<string, string>, device: string, more: object): object => ({
        automatic: { labels: given, ...more },
        fixed: { name: fixedName, labels: given, ...more },
        shown: { driverOpts: { type: "none", o: "bind", device }, labels: given, ...more },
    });

    const container = {
        command: ["sh", "-c", "exec sleep infinity", ...HOSTILE_TEXTS],
        env: HOSTILE_TEXTS.map((text, index) => `VALUE_${index}=${text}`),
        labels,
        workingDir: "/$(touch canary)\n'\"💾",
        healthcheck: { command: ["CMD", "test", HOSTILE_TEXTS.join("")], intervalSeconds: 0.5 },
        waitUntilHealthy: true,
    };

    async function up(config: Record<string, unknown>): Promise<void> {
        stack.setConfig(config);
        await stack.up();
        outputs = (await stack.outputs()) as unknown as Outputs;
    }

    /** What a command would have left that ran by mistake, on the host or in a volume. */
    async function canaries(): Promise<string[]> {
        const found = execFileSync("find", [folder, project, "-name", "canary"], { encoding: "utf8" });
        const here = [process.cwd(), "/", "/root"].filter((place) => readdirSync(place).includes("canary"));
        const inVolumes = await Promise.all(
            outputs.volumeNames.map((name) =>
                inVolume(name, "find . -name canary; ls -A /volume/.. | grep -x canary || true"),
            ),
        );
        const inContainer = await docker
            .getContainer(outputs.containerName)
            .inspect()
            .then(({ Id }) =>
                execFileSync("docker", ["exec", Id, "find", "/", "-xdev", "-name", "canary"], { encoding: "utf8" }),
            );
        return [found, ...here, ...inVolumes, inContainer].filter((text) => text !== "");
    }

    async function assertVolumes(given: Record<string, string>, device: string): Promise<void> {
        const own = { ...given, "io.docker-storage.managed": "volume" };
        for (const name of outputs.volumeNames) {
            assert.deepEqual((await docker.getVolume(name).inspect()).Labels, own);
            assert.deepEqual(await checksums(name), checksumsOfFiles);
        }
        const { Options } = await docker.getVolume(outputs.volumeNames[2]).inspect();
        assert.deepEqual(Options, { type: "none", o: "bind", device });
        assert.equal(readFileSync(join(device, SEED_PATHS[0]), "utf8"), HOSTILE_TEXTS.join(""));
    }

    before(async () => {
        for (const path of [odd.device, odd["other device"], odd.snapshots]) mkdirSync(path, { recursive: true });
        stack = new StackCopy(command, project, "test/live/programs/hostile-values");
        fixedName = stack.name.padEnd(255, "n");
        await stack.init();
    });

    after(async () => {
        await up({ volumes: volumesWith(edited, odd["other device"], { onReplace: "discard", onDelete: "discard" }) });
        await stack.destroy();
        assert.equal(await volumeExists(fixedName), false);
    });

    it("reach the daemon to the last byte, and no shell", async () => {
        await up({
            folders: { folder: { path: odd.bind } },
            volumes: volumesWith(labels, odd.device, { seed: { files }, snapshots: { folder: odd.snapshots } }),
            app: container,
        });
        assert.equal(outputs.volumeNames[1], fixedName);
        for (const seeded of outputs.seededFiles) assert.deepEqual(seeded, SEED_PATHS.toSorted());
        await assertVolumes(labels, odd.device);
        assert.deepEqual(outputs.sources, [odd.bind]);
        const { Config, Mounts } = await docker.getContainer(outputs.containerName).inspect();
        assert.deepEqual(Config.Cmd, container.command);
        assert.deepEqual(
            container.env.filter((one) => !Config.Env.includes(one)),
            [],
        );
        const { Config: image } = await docker.getImage(Config.Image).inspect();
        assert.deepEqual(Config.Labels, {
            ...image.Labels,
            ...labels,
            "io.docker-storage.managed": "container",
            "io.docker-storage.stack": `${stack.name}/${stack.stack}`,
        });
        assert.deepEqual(Config.Healthcheck?.Test, container.healthcheck.command);
        assert.equal(Config.WorkingDir, container.workingDir);
        assert.equal(Mounts.find(({ Destination }) => Destination === "/folder-0")?.Source, odd.bind);
        assert.deepEqual(await canaries(), []);
        await stack.up("--expect-no-changes");
    });

    it("follow a volume that is replaced", async () => {
        const before = outputs.volumeNames;
        const snapshots = { folder: odd.snapshots };
        await up({ volumes: volumesWith(edited, odd["other device"], { seed: { files }, snapshots }) });
        assert.deepEqual(
            outputs.volumeNames.map((name, index) => name === before[index]),
            [false, true, false],
        );
        await assertVolumes(edited, odd["other device"]);
        assert.deepEqual(await canaries(), []);
    });

    it("are in the snapshots that a destroy takes, and come back from them", async () => {
        const names = outputs.volumeNames;
        await stack.destroy();
        for (const name of names) assert.equal(await volumeExists(name), false, name);
        for (const [index, component] of ["automatic", "fixed", "shown"].entries()) {
            const place = join(odd.snapshots, stack.name, stack.stack, component);
            const [snapshot, ...others] = readdirSync(place);
            assert.deepEqual(others, []);
            const manifest = JSON.parse(readFileSync(join(place, snapshot, "manifest.json"), "utf8")) as Manifest;
            assert.equal(manifest.volume, names[index]);
            assert.deepEqual(manifest.labels, { ...edited, "io.docker-storage.managed": "volume" });
        }
        execFileSync("find", [odd["other device"], "-mindepth", "1", "-delete"]);
        const snapshots = { folder: odd.snapshots };
        await up({ volumes: volumesWith(edited, odd["other device"], { restoreFrom: {}, snapshots }) });
        await assertVolumes(edited, odd["other device"]);
        assert.deepEqual(await canaries(), []);
    });
});

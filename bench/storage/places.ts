import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { toolboxImage } from "../../setup/toolbox.mjs";

const RUN = randomBytes(4).toString("hex");
const IMAGE = `docker-storage/bench:${RUN}`;
const VOLUME = `docker-storage-bench-${RUN}`;
const LABEL = ["--label", "io.docker-storage.managed=bench"];
const WORK = readFileSync(join(__dirname, "work.py"), "utf8");

/** Where a container's files can lie: a name for the table, and what makes, mounts and removes it. */
export interface Place {
    name: string;
    /** Resolves to what `docker run` needs to mount it. */
    make(): Promise<string[]>;
    remove(): Promise<unknown>;
}

async function docker(args: string[], input = ""): Promise<string> {
    const child = spawn("docker", args, { stdio: ["pipe", "pipe", "inherit"] });
    child.stdin.end(input);
    const closed = once(child, "close") as Promise<[number | null]>;
    const printed = await text(child.stdout);
    const [code] = await closed;
    if (code !== 0) throw new Error(`docker ${args[0]} ended with exit code ${code}`);
    return printed.trim();
}

/** Runs work.py in a new container, and resolves to what it prints. */
function inContainer(image: string, options: string[], args: string[]): Promise<string> {
    const run = ["run", "--interactive", "--network", "none", ...LABEL, ...options, "--entrypoint", "python3", image];
    return docker([...run, "-", ...args], WORK);
}

export async function timed(work: string, mounts: string[]): Promise<number> {
    return Number(await inContainer(IMAGE, ["--rm", ...mounts], [work, "/work"]));
}

/** The image of all containers: the toolbox, and a large file in a layer of its own. */
export async function makeImage(): Promise<void> {
    const name = `${VOLUME}-image`;
    try {
        await inContainer(toolboxImage, ["--name", name], ["prepare", "/work"]);
        await docker(["commit", name, IMAGE]);
    } finally {
        await docker(["rm", "--force", name]);
    }
}

export async function removeImage(): Promise<void> {
    await docker(["rmi", "--force", IMAGE]);
}

const FOLDER = join(tmpdir(), VOLUME);
const nothing = (): Promise<void> => Promise.resolve();

export const PLACES: Place[] = [
    { name: "container layer", make: () => Promise.resolve([]), remove: nothing },
    {
        name: "named volume",
        make: async () => {
            await docker(["volume", "create", ...LABEL, VOLUME]);
            // What the image has in its folder is not copied.
            return ["--mount", `type=volume,source=${VOLUME},target=/work,volume-nocopy`];
        },
        remove: () => docker(["volume", "rm", "--force", VOLUME]),
    },
    {
        name: "bind mount",
        make: async () => {
            await mkdir(FOLDER);
            return ["--mount", `type=bind,source=${FOLDER},target=/work`];
        },
        remove: () => rm(FOLDER, { recursive: true, force: true }),
    },
    {
        name: "tmpfs",
        make: () => Promise.resolve(["--mount", "type=tmpfs,target=/work"]),
        remove: nothing,
    },
];

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
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

export async function timed(work: string, mounts: string[], largeMebibytes: number): Promise<number> {
    return Number(await inContainer(IMAGE, ["--rm", ...mounts], [work, "/work", String(largeMebibytes)]));
}

/** The image of all containers: the toolbox, and a large file in a layer of its own. */
export async function makeImage(largeMebibytes: number): Promise<void> {
    const name = `${VOLUME}-image`;
    try {
        await inContainer(toolboxImage, ["--name", name], ["prepare", "/work", String(largeMebibytes)]);
        await docker(["commit", name, IMAGE]);
    } finally {
        await docker(["rm", "--force", name]);
    }
}

export async function removeImage(): Promise<void> {
    await docker(["rmi", "--force", IMAGE]);
}

const nothing = (): Promise<void> => Promise.resolve();
const CONTAINER_LAYER: Place = { name: "container layer", make: () => Promise.resolve([]), remove: nothing };

const NAMED_VOLUME: Place = {
    name: "named volume",
    make: () => volume([]),
    remove: () => docker(["volume", "rm", "--force", VOLUME]),
};

const BIND_MOUNT: Place = {
    name: "bind mount",
    // Docker makes the folder on its host, which may be another machine.
    make: () => Promise.resolve(["--volume", `/tmp/${VOLUME}:/work`]),
    remove: () => inToolbox(["--volume", "/tmp:/host"], ["rm", "-rf", `/host/${VOLUME}`]),
};

const TMPFS: Place = {
    name: "tmpfs",
    make: () => Promise.resolve(["--mount", "type=tmpfs,target=/work"]),
    remove: nothing,
};

/** @param nfs an empty export, as SERVER:/PATH; without one, NFS is left out */
export async function places(nfs?: string): Promise<Place[]> {
    const local = [CONTAINER_LAYER, NAMED_VOLUME, BIND_MOUNT, TMPFS];
    if (nfs === undefined) return local;
    const place = nfsVolume(nfs);
    const mount = await place.make();
    try {
        const found = await inToolbox(mount, ["find", "/work", "-mindepth", "1", "-maxdepth", "1"]);
        if (found !== "")
            throw new Error(`${nfs} is not empty, and what is in it would be removed: give an empty export`);
    } finally {
        await NAMED_VOLUME.remove();
    }
    return [...local, place];
}

function nfsVolume(nfs: string): Place {
    const parts = /^(?<server>[^:/]+):(?<path>\/.*)$/.exec(nfs)?.groups;
    if (parts === undefined) throw new Error(`--nfs is "${nfs}": give an export as SERVER:/PATH`);
    const { server, path } = parts;
    const options = ["type=nfs", `o=addr=${server},nfsvers=4.2,hard,rw`, `device=:${path}`];
    return {
        name: "NFS",
        make: () => volume(options),
        remove: async () => {
            await inToolbox(mountOf(VOLUME), ["find", "/work", "-mindepth", "1", "-delete"]);
            await NAMED_VOLUME.remove();
        },
    };
}

async function volume(options: string[]): Promise<string[]> {
    await docker(["volume", "create", ...LABEL, ...options.flatMap((option) => ["--opt", option]), VOLUME]);
    return mountOf(VOLUME);
}

/** What the image has in its folder is not copied. */
function mountOf(name: string): string[] {
    return ["--mount", `type=volume,source=${name},target=/work,volume-nocopy`];
}

function inToolbox(mount: string[], [program, ...args]: string[]): Promise<string> {
    return docker([
        "run",
        "--rm",
        "--network",
        "none",
        ...LABEL,
        ...mount,
        "--entrypoint",
        program,
        toolboxImage,
        ...args,
    ]);
}

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import Docker from "dockerode";
import { pack } from "tar-stream";

const IMAGE = { repo: "busybox", tag: "local" };
const PACKAGE = "busybox-static";

const runFile = promisify(execFile);

async function exists(docker: Docker): Promise<boolean> {
    try {
        await docker.getImage(`${IMAGE.repo}:${IMAGE.tag}`).inspect();
        return true;
    } catch (error) {
        if (error instanceof Error && "statusCode" in error && error.statusCode === 404) return false;
        throw error;
    }
}

/** Unpacks Debian's static busybox, without installing it, and returns the path of its program. */
async function unpackBusybox(folder: string): Promise<string> {
    const known = await runFile("apt-cache", ["show", PACKAGE]).catch(() => ({ stdout: "" }));
    if (known.stdout === "") await runFile("apt-get", ["update", "--quiet"]);
    await runFile("apt-get", ["download", PACKAGE], { cwd: folder });
    const [archive] = await readdir(folder);
    await runFile("dpkg-deb", ["--extract", archive, "root"], { cwd: folder });
    const contents = (await runFile("dpkg-deb", ["--contents", archive], { cwd: folder })).stdout;
    const [path] = contents.match(/\.\/\S*bin\/busybox$/m) ?? [];
    if (path === undefined) throw new Error(`Debian's ${archive} holds no busybox`);
    return join(folder, "root", path);
}

/** A root folder with every applet in /bin. */
function rootOf(program: Buffer, applets: string[]): Readable {
    const root = pack();
    root.entry({ name: "bin/busybox", mode: 0o755 }, program);
    for (const applet of applets.filter((one) => one !== "busybox")) {
        root.entry({ name: `bin/${applet}`, type: "symlink", linkname: "busybox" });
    }
    root.entry({ name: "tmp", type: "directory", mode: 0o1777 });
    root.finalize();
    return Readable.from(root);
}

async function makeImage(docker: Docker): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), "busybox-"));
    try {
        const program = await unpackBusybox(folder);
        const applets = (await runFile(program, ["--list"])).stdout.trim().split("\n");
        const root = rootOf(await readFile(program), applets);
        const progress: NodeJS.ReadableStream = await docker.importImage(root, { ...IMAGE, changes: "ENV PATH=/bin" });
        await new Promise<void>((done, failed) => {
            docker.modem.followProgress(progress, (error) => (error ? failed(error) : done()));
        });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** Files of tests start at the same time, each in a process of its own; one of them does the work, and the others wait. */
async function oneAtATime(work: () => Promise<void>): Promise<void> {
    const holder = spawn("flock", [join(tmpdir(), "conformance-busybox.lock"), "sh", "-c", "echo held; exec cat"], {
        stdio: ["pipe", "pipe", "inherit"],
    });
    await once(holder.stdout, "data");
    try {
        await work();
    } finally {
        // With its input, the holder of the lock ends; it would as well if this process did.
        holder.stdin.end();
        await once(holder, "exit");
    }
}

/** Makes the image that the recorded programs run, unless it is there: nothing can be pulled where the tests run. */
export async function ensureBusyboxImage(): Promise<void> {
    const docker = new Docker();
    if (await exists(docker)) return;
    await oneAtATime(async () => {
        if (!(await exists(docker))) await makeImage(docker);
    });
}

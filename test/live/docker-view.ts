import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { promisify } from "node:util";
import Docker from "dockerode";
import { toolboxImage } from "../../setup/toolbox.mjs";

const execute = promisify(execFile);
export const docker = new Docker();

/** SHA-256 of every file of a volume, by path; the keys are sorted. */
export async function checksums(volume: string, environment = process.env): Promise<Record<string, string>> {
    return checksumsFrom(await inVolume(volume, "find . -type f -exec sha256sum {} + | sort -k 2", environment));
}

/** What `sha256sum` printed, by path. */
export function checksumsFrom(printed: string): Record<string, string> {
    return Object.fromEntries(
        printed
            .split("\n")
            .filter(Boolean)
            .map((line) => [line.slice(66), line.slice(0, 64)]),
    );
}

/** Runs a shell command in the root of a volume; resolves to what it printed. The environment says which daemon has it. */
export async function inVolume(volume: string, command: string, environment = process.env): Promise<string> {
    const mount = `type=volume,source=${volume},target=/volume`;
    // For a network of a container's own, none included, Docker starts two more processes.
    const args = ["run", "--rm", "--network", "host", "--workdir", "/volume", "--mount", mount, toolboxImage];
    return (await execute("docker", [...args, "sh", "-c", command], { env: environment })).stdout;
}

/** The names of the volumes that a container has mounted. */
export async function mountedVolumes(container: string, daemon = docker): Promise<string[]> {
    const { Mounts } = await daemon.getContainer(container).inspect();
    return Mounts.flatMap(({ Type, Name }) => (Type === "volume" && Name !== undefined ? [Name] : []));
}

/** The names of all volumes of a daemon. */
export async function volumeNames(daemon = docker): Promise<string[]> {
    return (await daemon.listVolumes()).Volumes.map(({ Name }) => Name);
}

export async function volumeExists(name: string): Promise<boolean> {
    return exists(docker.getVolume(name).inspect());
}

export async function containerExists(name: string): Promise<boolean> {
    return exists(docker.getContainer(name).inspect());
}

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort(): Promise<number> {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.once("error", reject);
        server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
        });
    });
}

async function exists(inspection: Promise<unknown>): Promise<boolean> {
    try {
        await inspection;
        return true;
    } catch (error) {
        if ((error as { statusCode?: number }).statusCode === 404) {
            return false;
        }
        throw error;
    }
}

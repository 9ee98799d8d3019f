import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { checksumsFrom } from "./docker-view";

const execute = promisify(execFile);

/** What is set aside of a volume, as `checksums` has it of one; undefined if nothing is. Source: volume-tools/aside.py. */
export async function asideOf(volume: string, environment = process.env): Promise<Record<string, string> | undefined> {
    const list =
        'cd "/aside/$VOLUME/data" 2>/dev/null || exit 0; echo .; find . -type f -exec sha256sum {} + | sort -k 2';
    const printed = await inAsideFolder(list, volume, environment);
    return printed === "" ? undefined : checksumsFrom(printed.slice(".\n".length));
}

export async function removeAside(volume: string): Promise<void> {
    await inAsideFolder('rm -rf "/aside/$VOLUME" "/ledger/$VOLUME"', volume);
}

async function inAsideFolder(command: string, volume: string, environment = process.env): Promise<string> {
    const root = (
        await execute("docker", ["info", "--format", "{{.DockerRootDir}}"], { env: environment })
    ).stdout.trim();
    const mounts = ["aside", "ledger"].flatMap((name) => ["--volume", `${root}/docker-storage/${name}:/${name}`]);
    const options = [
        "--rm",
        "--network",
        "host",
        "--label",
        "io.docker-storage.managed=test",
        "--env",
        `VOLUME=${volume}`,
    ];
    const run = ["run", ...options, ...mounts, toolboxImage, "sh", "-c", command];
    return (await execute("docker", run, { env: environment })).stdout;
}

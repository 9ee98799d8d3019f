import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { ownLabels } from "./resolve";

const execute = promisify(execFile);

/** SHA-256 by path. */
export type Checksums = Record<string, string>;

/** What is written, and its size in bytes. */
export const FILES: Record<string, number> = {
    "./first.bin": 65_536,
    "./deep/second.bin": 1_048_576,
    "./deep/er/with a space.bin": 4_097,
};

const WRITE = `cd "$1" && mkdir -p deep/er && shift
while [ $# -gt 0 ]; do head -c "$2" /dev/urandom > "$1"; shift 2; done`;
const READ = `cd "$1" && find . -type f -exec sha256sum {} +`;
/** What is in archives follows, as if it lay in a folder called archive. */
const READ_DEEP = `${READ}
find . -type f -name '*.tar*' | while read -r file; do
    into=$(mktemp -d)
    tar -xf "$file" -C "$into" 2>/dev/null || continue
    (cd "$into" && find . -type f -exec sha256sum {} + | sed 's#  \\./#  archive/#')
done`;

/** Fills what a container has there with random bytes. */
export async function write(container: string, target: string): Promise<void> {
    const files = Object.entries(FILES).flatMap(([path, sizeBytes]) => [path, String(sizeBytes)]);
    await execute("docker", ["exec", container, "sh", "-ec", WRITE, "sh", target, ...files]);
}

/** What a running container sees there. */
export async function read(container: string, target: string): Promise<Checksums> {
    return parse((await execute("docker", ["exec", container, "sh", "-ec", READ, "sh", target])).stdout);
}

/** The probes' role. */
export const PROBE = "probe";

/**
 * What lies in a volume, or in a folder of the host, archives unpacked; nothing where it cannot be mounted.
 * Resolves with the name that the container had, too.
 */
export async function probe(
    scope: string,
    type: "volume" | "bind",
    source: string,
): Promise<{ name: string; found: Checksums }> {
    const name = `${scope}-${PROBE}-${randomBytes(4).toString("hex")}`;
    const labels = Object.entries(ownLabels(PROBE, { scope })).flatMap(([key, value]) => [
        "--label",
        `${key}=${value}`,
    ]);
    const mount = `type=${type},source=${source},target=/place,readonly`;
    const args = ["run", "--rm", "--pull", "never", "--network", "none", "--name", name, ...labels, "--mount", mount];
    const command = [toolboxImage, "sh", "-c", READ_DEEP, "sh", "/place"];
    const { stdout } = await execute("docker", [...args, ...command]).catch(() => ({ stdout: "" }));
    return { name, found: parse(stdout) };
}

function parse(text: string): Checksums {
    const lines = text.split("\n").filter((line) => line !== "");
    return Object.fromEntries(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

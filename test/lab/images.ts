import { createHash } from "node:crypto";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    statSync,
    truncateSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { capture, must, say, SetupError } from "../../setup/process.mjs";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { ConsoleLog } from "./console-log";
import { imagesFolder } from "./places";
import { qemu } from "./qemu";

const sources = join(__dirname, "image");
const keepUnusedDays = 14;

/** What machines start from; nothing ever writes to it. */
export interface Images {
    folder: string;
    root: string;
    "docker-ext4": string;
    "docker-xfs": string;
}

export function imagesIn(folder: string): Images {
    return {
        folder,
        root: join(folder, "root.ext4"),
        "docker-ext4": join(folder, "docker.ext4"),
        "docker-xfs": join(folder, "docker.xfs"),
    };
}

/** Makes the images, unless they were made before of the same sources and with the same toolbox. */
export async function ensureImages(): Promise<Images> {
    const toolbox = await capture("docker", ["image", "inspect", "--format", "{{.Id}}", toolboxImage]);
    if (toolbox.code !== 0)
        throw new SetupError(
            `Docker has no image ${toolboxImage}, which the lab's hosts get: run \`npm run lab -- up\`.`,
        );
    const folder = join(imagesFolder, keyOf(toolbox.stdout));
    if (!existsSync(folder)) await make(folder);
    utimesSync(folder, new Date(), new Date());
    dropUnused();
    return imagesIn(folder);
}

async function make(folder: string): Promise<void> {
    say("making the images of the lab's machines (1.3 GB, two to three minutes)");
    const startedAt = Date.now();
    mkdirSync(imagesFolder, { recursive: true });
    const unfinished = mkdtempSync(join(imagesFolder, "unfinished-"));
    try {
        await must(join(sources, "build.sh"), [unfinished, toolboxImage]);
        await copyToXfs(imagesIn(unfinished));
        // Somebody else may have made them meanwhile.
        if (!existsSync(folder)) renameSync(unfinished, folder);
    } finally {
        rmSync(unfinished, { recursive: true, force: true });
    }
    say(`images made in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

async function copyToXfs(images: Images): Promise<void> {
    const xfs = images["docker-xfs"];
    writeFileSync(xfs, "");
    truncateSync(xfs, statSync(images["docker-ext4"]).size);
    const log = new ConsoleLog(join(images.folder, "prepare.console"));
    const [command, ...args] = qemu({
        images: images.folder,
        memoryMebibytes: 1024,
        parameters: { name: "prepare", role: "prepare" },
        disks: [
            { file: images.root, format: "raw", options: ",snapshot=on" },
            { file: images["docker-ext4"], format: "raw", options: ",readonly=on" },
            { file: xfs, format: "raw", options: ",cache=unsafe" },
        ],
        devices: ["-chardev", `file,id=console,path=${log.file}`, "-serial", "chardev:console"],
    });
    await must(command, args);
    if (!log.lastLines(10).includes("lab: the disk is prepared"))
        throw new SetupError(`The machine that copies Docker's data to XFS failed:\n${log.lastLines(20)}`);
    rmSync(log.file);
}

function keyOf(toolboxId: string): string {
    const hash = createHash("sha256").update(toolboxId);
    for (const file of readdirSync(sources, { recursive: true, encoding: "utf8" }).sort()) {
        const path = join(sources, file);
        if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path));
    }
    return hash.digest("hex").slice(0, 16);
}

/** Those that no lab has come up from for a while: other branches, toolboxes of the past. */
function dropUnused(): void {
    const limit = Date.now() - keepUnusedDays * 86_400_000;
    for (const name of readdirSync(imagesFolder)) {
        const path = join(imagesFolder, name);
        if (statSync(path).mtimeMs < limit) rmSync(path, { recursive: true });
    }
}

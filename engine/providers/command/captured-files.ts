import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Properties, SIGNATURE } from "../../property";
import { globExpression } from "./glob";
import { Folder } from "./process";
import { tarOf } from "./tar";

const ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE_SIGNATURE = "0def7320c3a5731c473e5ecbe6d01bc7";

function sha256(bytes: Buffer): string {
    return createHash("sha256").update(bytes).digest("hex");
}

/** Files below the folder, in the order of their names; what cannot be listed is left out, as in the plugin. */
async function* filesBelow(folder: string, prefix = ""): AsyncGenerator<string> {
    const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
        const name = prefix + entry.name;
        if (entry.isDirectory()) yield* filesBelow(folder, `${name}/`);
        else yield name;
    }
}

async function matchingNames(folder: string, globs: string[]): Promise<string[]> {
    const rules = globs.map((glob) => ({
        excludes: glob.startsWith("!"),
        expression: globExpression(glob.replace(/^!/, "")),
    }));
    const names: string[] = [];
    for await (const name of filesBelow(folder)) {
        const last = rules.findLast(({ expression }) => expression.test(name));
        if (last !== undefined && !last.excludes) names.push(name);
    }
    return names;
}

/** File assets by their path below the folder. The last rule that matches decides; `!` excludes. */
export async function filesMatching(folder: Folder, globs: string[]): Promise<Properties> {
    const assets: Properties = {};
    for (const name of await matchingNames(folder.path, globs)) {
        const hash = sha256(await readFile(join(folder.path, name)));
        assets[name] = { [SIGNATURE]: ASSET_SIGNATURE, hash, path: join(folder.named, name) };
    }
    return assets;
}

/** The same files as one archive; its hash is that of the tar archive that Pulumi would make of it. */
export async function archiveOf(folder: Folder, globs: string[]): Promise<Properties> {
    const assets = await filesMatching(folder, globs);
    const files = await Promise.all(
        Object.keys(assets).map(async (name) => ({ name, bytes: await readFile(join(folder.path, name)) })),
    );
    return { [SIGNATURE]: ARCHIVE_SIGNATURE, hash: sha256(tarOf(files)), assets };
}

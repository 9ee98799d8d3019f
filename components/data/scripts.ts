import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "./package-folder";

const folder = join(packageFolder(), "data");
const texts = new Map<string, string>();

function textOf(name: string): string {
    const text =
        texts.get(name) ?? readFileSync(join(folder, `${name}.sh`), "utf8").replace(/^[ \t]*(#.*\n|\n)?/gm, "");
    texts.set(name, text);
    return text;
}

/** The scripts of this folder, joined. Comments and indents are left out: they are for people, and the state holds every script twice. */
export function script(...names: string[]): string {
    return names.map(textOf).join("");
}

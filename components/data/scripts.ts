import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "./package-folder";

const folder = join(packageFolder(), "data");
const texts = new Map<string, string>();

function textOf(name: string): string {
    const text = texts.get(name) ?? readFileSync(join(folder, `${name}.sh`), "utf8").replace(/^([ \t]*#.*)?\n/gm, "");
    texts.set(name, text);
    return text;
}

/** The scripts of this folder, joined. Comments are left out: editing one must not show as a difference in a stack. */
export function script(...names: string[]): string {
    return names.map(textOf).join("");
}

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The package's own folder: the same whether this runs from the sources or from what was compiled into bin/. */
export function packageFolder(): string {
    let folder = __dirname;
    while (!existsSync(join(folder, "package.json"))) {
        folder = dirname(folder);
    }
    return folder;
}

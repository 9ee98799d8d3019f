import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onPath, withSystemFolders } from "../../setup/machine.mjs";

const ssh = onPath("ssh", withSystemFolders(process.env.PATH ?? ""));

/** Makes a folder for PATH, with an `ssh` that has settings as a user has them in ~/.ssh, and only those; returns the folder. */
export function sshWith(settings: Record<string, string>, bin: string): string {
    const options = Object.entries(settings).map(([name, value]) => `-o '${name}=${value}'`);
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, "ssh"), `#!/bin/sh\nexec '${ssh}' -F none ${options.join(" ")} "$@"\n`);
    chmodSync(join(bin, "ssh"), 0o755);
    return bin;
}

// What this machine is, as far as installing things on it goes.
import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";

export function isRoot() {
    return process.getuid?.() === 0;
}

/**
 * Whether an os-release file describes Debian, Ubuntu, or a system made from one of them.
 * @param {string} osRelease
 */
export function isDebianLike(osRelease) {
    const fields = Object.fromEntries(
        osRelease.split("\n").flatMap((line) => {
            const match = /^(ID|ID_LIKE)=["']?([^"']*)["']?$/.exec(line.trim());
            return match ? [[match[1], match[2]]] : [];
        }),
    );
    return `${fields.ID ?? ""} ${fields.ID_LIKE ?? ""}`.split(/\s+/).some((id) => id === "debian" || id === "ubuntu");
}

export function canInstallPackages() {
    return isRoot() && existsSync("/etc/os-release") && isDebianLike(readFileSync("/etc/os-release", "utf8"));
}

export function hasSystemd() {
    return existsSync("/run/systemd/system");
}

/**
 * Where a command is on PATH, or undefined.
 * @param {string} command
 * @returns {string | undefined}
 */
export function onPath(command, path = process.env.PATH ?? "") {
    return path
        .split(delimiter)
        .filter((folder) => folder !== "")
        .map((folder) => join(folder, command))
        .find(isExecutableFile);
}

/**
 * Root's PATH lacks these in a bare shell, and dockerd, iptables and mmdebstrap live there.
 * @param {string} path
 */
export function withSystemFolders(path) {
    const folders = path.split(delimiter);
    const missing = ["/usr/local/sbin", "/usr/sbin", "/sbin"].filter((folder) => !folders.includes(folder));
    return [...folders, ...missing].join(delimiter);
}

function isExecutableFile(file) {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        return false;
    }
}

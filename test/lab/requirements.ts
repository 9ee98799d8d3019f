import { existsSync } from "node:fs";
import { aptInstall } from "../../setup/apt.mjs";
import { canInstallPackages, isRoot, onPath, withSystemFolders } from "../../setup/machine.mjs";
import { capture, SetupError } from "../../setup/process.mjs";

/** Commands that the lab calls, and the Debian packages that have them. */
const packages = {
    "qemu-system-x86_64": "qemu-system-x86",
    "qemu-img": "qemu-utils",
    mmdebstrap: "mmdebstrap",
    "mkfs.ext4": "e2fsprogs",
    ip: "iproute2",
    ssh: "openssh-client",
};

const kernel = "linux-image-cloud-amd64";

function missingPackages(): string[] {
    const path = withSystemFolders(process.env.PATH ?? "");
    return Object.entries(packages).flatMap(([command, name]) => (onPath(command, path) === undefined ? [name] : []));
}

/** Why there can be no lab here, as far as is known without trying; undefined where nothing speaks against it. */
export function labObstacle(): string | undefined {
    if (!isRoot()) return "The lab needs root: it makes a network namespace, and file systems with their owners.";
    if (process.arch !== "x64") return `The lab's machines are x86-64, and this one is ${process.arch}.`;
    if (!existsSync("/dev/net/tun")) return "The lab needs /dev/net/tun, the kernel's virtual network cards.";
    const missing = missingPackages();
    if (missing.length > 0 && !canInstallPackages())
        return `The lab needs ${missing.join(", ")}, and only on Debian it installs them by itself.`;
    return undefined;
}

/** Throws a SetupError that says what cannot be had here. */
export async function installRequirements(): Promise<void> {
    const obstacle = labObstacle();
    if (obstacle !== undefined) throw new SetupError(obstacle);
    process.env.PATH = withSystemFolders(process.env.PATH ?? "");
    const missing = missingPackages();
    if (canInstallPackages() && (missing.length > 0 || !(await hasKernel())))
        await aptInstall(missing, "the lab runs virtual machines");
    if (!(await hasKernel()))
        throw new SetupError(
            `The lab's machines run Debian's ${kernel}, which this machine's package sources do not have.`,
        );
}

/** Whether apt knows where the machines' kernel is; it does not before its first update, and never on other distributions. */
async function hasKernel(): Promise<boolean> {
    return (await capture("apt-cache", ["show", kernel])).stdout.trim() !== "";
}

// A Node that is new enough: the machine's own, or the npm package `node` in a folder of its own.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { capture, must, run, say, SetupError } from "./process.mjs";
import { isAtLeast, oldestNpm, oldestRunningNode, oldestStartingNode } from "./versions.mjs";

const folder = fileURLToPath(new URL("node/", import.meta.url));

export function checkStartingNode() {
    if (!isAtLeast(process.version, oldestStartingNode)) {
        throw new SetupError(`Node ${process.version} is too old: install Node 20 or newer (https://nodejs.org).`);
    }
}

export async function checkNpm() {
    const { code, stdout } = await capture("npm", ["--version"]);
    if (code !== 0) {
        throw new SetupError("npm was not found on PATH: install npm 9 or newer; it comes with Node.");
    }
    if (!isAtLeast(stdout.trim(), oldestNpm)) {
        throw new SetupError(`npm ${stdout.trim()} is too old: run \`npm install --global npm@10\`.`);
    }
}

export function isNodeNewEnough(version = process.version) {
    return isAtLeast(version, oldestRunningNode);
}

/** Starts the same command line again under the project's own Node; resolves to its exit code. */
export async function startAgainUnderOwnNode() {
    const node = await ownNode();
    // Pulumi's language host takes `node` from PATH, so the children must find this one first.
    const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
    return run(node, process.argv.slice(1), { env });
}

async function ownNode() {
    const wanted = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).dependencies.node;
    const node = join(folder, "node_modules", "node", "bin", "node");
    if (await isVersion(node, wanted)) {
        return node;
    }
    say(`this machine has Node ${process.version}; installing Node ${wanted} for this project only, into setup/node`);
    await checkNpm();
    await must("npm", ["ci", "--no-audit", "--no-fund"], {
        cwd: folder,
        remedy: `Or install Node ${oldestRunningNode} or newer yourself.`,
    });
    if (!(await isVersion(node, wanted))) {
        await installWithoutScripts(wanted, node);
    }
    return node;
}

/** The package `node` fetches its binary in an install script; where npm runs none, the binary's own package serves. */
async function installWithoutScripts(wanted, node) {
    const name = binaryPackage(process.platform, process.arch);
    say(`npm ran no install scripts; installing ${name} ${wanted} instead`);
    const scratch = mkdtempSync(join(folder, "node_modules", ".binary-"));
    try {
        await must("npm", ["install", "--no-audit", "--no-fund", "--prefix", scratch, `${name}@${wanted}`], {
            remedy: `Install Node ${oldestRunningNode} or newer yourself, then run this again.`,
        });
        mkdirSync(dirname(node), { recursive: true });
        renameSync(join(scratch, "node_modules", name, "bin", "node"), node);
    } finally {
        rmSync(scratch, { recursive: true });
    }
}

/** The npm package that holds the Node binary of a platform. */
export function binaryPackage(platform, architecture) {
    const prefix = platform === "darwin" && architecture === "arm64" ? "node-bin" : "node";
    return `${prefix}-${platform}-${architecture}`;
}

async function isVersion(node, wanted) {
    return existsSync(node) && (await capture(node, ["--version"])).stdout.trim() === `v${wanted}`;
}

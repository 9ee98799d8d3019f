// Which engine carries the program out, and the environment both engines run in.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onPath } from "./machine.mjs";
import { must, run, say, SetupError } from "./process.mjs";

/**
 * The engine that is wanted, or the best there is; its `command` is the command line that stands for `pulumi`.
 * @param {string | undefined} wanted
 * @param {string} project
 * @param {string} [path]
 * @returns {{ name: string, command: string[], reason: string }}
 */
export function chooseEngine(wanted, project, path) {
    const embedded = { name: "embedded", command: [process.execPath, join(project, "engine", "bin", "main.js")] };
    if (wanted === "embedded") {
        return { ...embedded, reason: "chosen with --engine" };
    }
    const pulumi = onPath("pulumi", path);
    if (wanted === "pulumi" && pulumi === undefined) {
        throw new SetupError(`--engine pulumi, but \`pulumi\` is not on PATH.
Install it (https://www.pulumi.com/docs/install/), or leave the option out to use the embedded engine.`);
    }
    if (wanted !== undefined && wanted !== "pulumi") {
        throw new SetupError(`--engine ${wanted}: there is no such engine; it is "pulumi" or "embedded".`);
    }
    return pulumi === undefined
        ? { ...embedded, reason: "`pulumi` is not on PATH" }
        : { name: "pulumi", command: [pulumi], reason: wanted ? "chosen with --engine" : `found at ${pulumi}` };
}

/**
 * State and secrets stay inside the project unless the person's own environment says where they are.
 * @param {string} project
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function engineEnvironment(project, env) {
    const compiled = join(project, "node_modules", ".cache", "docker-storage");
    const ours = { PULUMI_SKIP_UPDATE_CHECK: "true", NODE_COMPILE_CACHE: compiled };
    if (!env.PULUMI_BACKEND_URL) {
        ours.PULUMI_BACKEND_URL = `file://${project}`;
    }
    if (env.PULUMI_CONFIG_PASSPHRASE === undefined && !env.PULUMI_CONFIG_PASSPHRASE_FILE) {
        ours.PULUMI_CONFIG_PASSPHRASE_FILE = passphraseFile(project);
    }
    return { ...env, ...ours };
}

function passphraseFile(project) {
    const file = join(project, ".pulumi", "passphrase");
    if (!existsSync(file)) {
        mkdirSync(join(project, ".pulumi"), { recursive: true });
        writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
        say("made a passphrase for this project's secrets: .pulumi/passphrase (keep it with the state beside it)");
    }
    return file;
}

/** Runs one of Pulumi's verbs on a stack and resolves to the engine's exit code. */
export async function runVerb({ engine, verb, stack, args, ...options }) {
    const [command, ...prefix] = engine.command;
    if (verb[0] === "up" || verb[0] === "preview") {
        await must(command, [...prefix, "stack", "select", stack, "--create", "--non-interactive"], {
            ...options,
            stdio: ["ignore", "ignore", "inherit"],
        });
    }
    return run(command, [...prefix, ...verb, "--stack", stack, ...args], options);
}

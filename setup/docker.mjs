// Makes sure of a Docker that answers: finds one or, on a Debian machine and as root, installs and starts one.
import { accessSync, constants, existsSync } from "node:fs";
import { homedir } from "node:os";
import { aptInstall } from "./apt.mjs";
import { startDaemon } from "./docker-daemon.mjs";
import { defaultSocket, findEndpoint } from "./docker-endpoint.mjs";
import { canInstallPackages, onPath } from "./machine.mjs";
import { capture, SetupError } from "./process.mjs";

/** Resolves to what has to be added to a child's environment, so that it talks to the Docker that was found. */
export async function ensureDocker(env = process.env) {
    const { host, chosenBy, variables } = findEndpoint(env, homedir());
    const childEnv = { ...env, ...variables };
    const answers = async () => (await dockerVersion(childEnv)).code === 0;
    if (onPath("docker") && (await answers())) {
        return variables;
    }
    if (chosenBy !== undefined) {
        await explainChosenEndpoint(host, chosenBy, childEnv);
    }
    if (!canInstallPackages()) {
        throw new SetupError(whatToDo());
    }
    const missing = [!onPath("dockerd") && "docker.io", !onPath("docker") && "docker-cli"].filter(Boolean);
    if (missing.length > 0) {
        await aptInstall(missing, "no Docker was found on this machine");
    }
    if (!(await answers())) {
        await startDaemon(answers);
    }
    return variables;
}

function dockerVersion(env) {
    return capture("docker", ["version", "--format", "{{.Server.Version}}"], { env });
}

/** What a person chose is never replaced by something that this set-up installs. */
async function explainChosenEndpoint(host, chosenBy, env) {
    if (!onPath("docker") && !canInstallPackages()) {
        throw new SetupError(`The \`docker\` command was not found; ${chosenBy} says ${host}. Install Docker's CLI.`);
    }
    if (!onPath("docker")) {
        await aptInstall(["docker.io", "docker-cli"], "the docker command is missing");
    }
    const { code, stderr } = await dockerVersion(env);
    if (code !== 0) {
        throw new SetupError(`Docker does not answer at ${host} (chosen by ${chosenBy}): ${stderr.trim()}
Start that daemon, or unset ${chosenBy} to use this machine's own.`);
    }
}

function whatToDo() {
    if (existsSync(defaultSocket) && !isWritable(defaultSocket)) {
        return `You may not use Docker's socket ${defaultSocket}. Run this, then try again:
    sudo usermod --append --groups docker "$USER"
    newgrp docker`;
    }
    if (process.platform !== "linux") {
        return "Docker was not found. Install Docker Desktop (https://docs.docker.com/desktop/), start it, then try again.";
    }
    if (onPath("dockerd")) {
        return `Docker is installed but does not answer on ${defaultSocket}. Run this, then try again:
    sudo systemctl start docker`;
    }
    if (onPath("apt-get")) {
        return `Docker was not found, and installing it takes root. Run this, then try again:
    sudo apt-get update
    sudo apt-get install --yes docker.io
    sudo usermod --append --groups docker "$USER"
    newgrp docker`;
    }
    return "Docker was not found. Install it (https://docs.docker.com/engine/install/), start it, then try again.";
}

function isWritable(file) {
    try {
        accessSync(file, constants.R_OK | constants.W_OK);
        return true;
    } catch {
        return false;
    }
}

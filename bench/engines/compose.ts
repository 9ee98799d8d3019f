import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { toolboxImage } from "../../setup/toolbox.mjs";
import type { Contender, Operation, Workload } from "./contender";
import { firstLine } from "./first-line";

/** Compose is a plugin of Docker's command line on some machines, and a program of its own on others. */
async function invocation(): Promise<{ command: string[]; version: string } | undefined> {
    for (const command of [["docker", "compose"], ["docker-compose"]]) {
        const [file, ...args] = command;
        const version = await firstLine(file, ...args, "version", "--short");
        if (version) return { command, version };
    }
    return undefined;
}

function composeFile({ volumes, mounts }: Workload): string {
    const names = Array.from({ length: volumes }, (_, index) => `v${index}`);
    return stringify({
        services: {
            container: {
                image: toolboxImage,
                command: ["sleep", "infinity"],
                network_mode: "none",
                stop_signal: "SIGKILL",
                volumes: names.slice(0, mounts).map((name) => `${name}:/data/${name}`),
            },
        },
        volumes: Object.fromEntries(names.map((name) => [name, {}])),
    });
}

export const compose: Contender = {
    name: "docker compose",
    version: async () => (await invocation())?.version,
    async prepare(folder, workload) {
        writeFileSync(join(folder, "compose.yaml"), composeFile(workload));
        const { command } = (await invocation())!;
        const project = ["--project-name", `bench-${randomBytes(4).toString("hex")}`];
        const verb = (...words: string[]): Operation => ({
            command: [...command, ...project, ...words],
            folder,
            environment: process.env,
        });
        return { create: verb("up", "--detach"), again: verb("up", "--detach"), destroy: verb("down", "--volumes") };
    },
};

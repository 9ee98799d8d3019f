import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { composeCommand } from "../compose-command";
import type { Operation } from "../operation";
import type { Contender, Workload } from "./contender";

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
    version: async () => (await composeCommand())?.version,
    async prepare(folder, workload) {
        writeFileSync(join(folder, "compose.yaml"), composeFile(workload));
        const { command } = (await composeCommand())!;
        const project = ["--project-name", `bench-${randomBytes(4).toString("hex")}`];
        const verb = (...words: string[]): Operation => ({
            command: [...command, ...project, ...words],
            folder,
            environment: process.env,
        });
        return { create: verb("up", "--detach"), again: verb("up", "--detach"), destroy: verb("down", "--volumes") };
    },
};

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { toolboxImage } from "../../setup/toolbox.mjs";
import type { Operation } from "../operation";
import type { Contender, Workload } from "./contender";
import { firstLine } from "../first-line";

function configuration({ volumes, mounts }: Workload): object {
    const prefix = `bench-${randomBytes(4).toString("hex")}`;
    return {
        terraform: { required_providers: { docker: { source: "kreuzwerker/docker" } } },
        resource: {
            docker_volume: { v: { count: volumes, name: `${prefix}-\${count.index}` } },
            docker_container: {
                container: {
                    name: prefix,
                    image: toolboxImage,
                    command: ["sleep", "infinity"],
                    network_mode: "none",
                    stop_signal: "SIGKILL",
                    volumes: Array.from({ length: mounts }, (_, index) => ({
                        volume_name: `\${docker_volume.v[${index}].name}`,
                        container_path: `/data/v${index}`,
                    })),
                },
            },
        },
    };
}

/** With the docker provider, which it must find in a mirror or in its registry. */
export const terraform: Contender = {
    name: "terraform",
    version: () => firstLine("terraform", "version"),
    async prepare(folder, workload) {
        writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration(workload)));
        await promisify(execFile)("terraform", ["init", "-input=false"], { cwd: folder });
        const verb = (word: string): Operation => ({
            command: ["terraform", word, "-auto-approve", "-input=false"],
            folder,
            environment: process.env,
        });
        return { create: verb("apply"), again: verb("apply"), destroy: verb("destroy") };
    },
};

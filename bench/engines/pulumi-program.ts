import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Operation } from "../operation";
import type { Contender } from "./contender";

const repository = join(__dirname, "..", "..");

/** Someone who runs the programs of this folder: the Pulumi CLI, or another engine that takes its verbs. */
export function programRunner(
    name: string,
    command: string[],
    version: Contender["version"],
    language: "javascript" | "typescript" = "javascript",
): Contender {
    return {
        name,
        version,
        async prepare(folder, workload) {
            cpSync(join(__dirname, "programs", language), folder, { recursive: true });
            symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
            const environment = {
                ...process.env,
                BENCH_PROGRAM: workload.program,
                BENCH_VOLUMES: String(workload.volumes),
                BENCH_MOUNTS: String(workload.mounts),
                PULUMI_BACKEND_URL: `file://${folder}`,
                PULUMI_CONFIG_PASSPHRASE: randomBytes(8).toString("hex"),
                PULUMI_SKIP_UPDATE_CHECK: "true",
                PULUMI_STACK: "bench",
            };
            const [file, ...args] = command;
            await promisify(execFile)(file, [...args, "stack", "init", "bench"], { cwd: folder, env: environment });
            const verb = (...words: string[]): Operation => ({
                command: [...command, ...words, "--yes", "--skip-preview"],
                folder,
                environment,
            });
            return { create: verb("up"), again: verb("up"), destroy: verb("destroy") };
        },
    };
}

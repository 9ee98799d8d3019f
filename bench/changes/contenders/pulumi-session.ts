import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse, stringify } from "yaml";
import { firstLine } from "../../first-line";
import type { Operation } from "../../operation";
import type { Contender } from "../contender";
import type { Output } from "../limited-run";
import type { Action, Planned } from "../planned";

const repository = join(__dirname, "..", "..", "..");
const embedded = [process.execPath, join(repository, "engine", "embedded-engine.js")];

/** Who runs Pulumi programs. */
export const engines = {
    embedded: {
        command: embedded,
        version: () => firstLine("git", "-C", repository, "describe", "--always", "--dirty"),
    },
    pulumi: { command: ["pulumi"], version: () => firstLine("pulumi", "version") },
};

const ACTIONS: Record<string, Action | undefined> = {
    create: "create",
    update: "update",
    delete: "delete",
    replace: "replace",
    "create-replacement": "replace",
    "delete-replaced": "replace",
};

/** Reads `preview --json`. */
export function plannedByPulumi({ stdout }: Output): Planned[] {
    const { steps = [] } = JSON.parse(stdout) as { steps?: { op: string; urn: string }[] };
    return steps.flatMap(({ op, urn }) => {
        const kind = /docker:index\/\w+:(Volume|Container)::[^$]*$/.exec(urn)?.[1].toLowerCase();
        const action = ACTIONS[op];
        return kind === undefined || action === undefined ? [] : [{ kind, action }];
    });
}

interface ProgramRun {
    name: string;
    title: string;
    program: string;
    environment?: Record<string, string>;
}

/** A program of bench/changes/programs, which reads storage.json, under one of the engines. */
export function pulumiContender(
    { name, title, program, environment: settings }: ProgramRun,
    engine: (typeof engines)[keyof typeof engines],
): Contender {
    return {
        name,
        title,
        version: engine.version,
        async prepare({ folder, scope, images }) {
            cpSync(join(__dirname, "..", "programs", program), join(folder, "index.js"));
            writeFileSync(join(folder, "package.json"), JSON.stringify({ name: scope, main: "index.js" }));
            const runtime = { name: "nodejs", options: { typescript: false } };
            writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ name: scope, runtime }));
            symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
            const environment = {
                ...process.env,
                ...settings,
                PULUMI_BACKEND_URL: `file://${folder}`,
                PULUMI_CONFIG_PASSPHRASE: randomBytes(8).toString("hex"),
                PULUMI_SKIP_UPDATE_CHECK: "true",
                PULUMI_STACK: "bench",
            };
            const [file, ...args] = engine.command;
            await promisify(execFile)(file, [...args, "stack", "init", "bench"], { cwd: folder, env: environment });
            const configFile = join(folder, "Pulumi.bench.yaml");
            const config = { "docker-storage:toolboxImage": images.toolbox };
            writeFileSync(configFile, stringify({ ...(parse(readFileSync(configFile, "utf8")) as object), config }));
            const verb = (...words: string[]): Operation => ({
                command: [...engine.command, ...words, "--non-interactive"],
                folder,
                environment,
            });
            return {
                write: (storage) => writeFileSync(join(folder, "storage.json"), JSON.stringify(storage)),
                preview: { update: verb("preview", "--json"), destroy: verb("destroy", "--preview-only", "--json") },
                planned: plannedByPulumi,
                perform: {
                    update: verb("up", "--yes", "--skip-preview"),
                    destroy: verb("destroy", "--yes", "--skip-preview"),
                },
            };
        },
    };
}

import { ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

import { compileCacheFolder } from "./pulumi-home";
import type { Project } from "./project";
import type { ProgramStart } from "./run-program";

/** Exit code of Pulumi's Node runner when it has told the user already what is wrong. Source: cmd/run/index.ts. */
const ALREADY_REPORTED = 32;

const START = path.join(__dirname, "run-program.js");

export interface ProgramOptions {
    stack: string;
    organization: string;
    config: Record<string, string>;
    secretKeys: string[];
    dryRun: boolean;
    parallel: number;
    monitorAddress: string;
    onOutput: (line: string, isError: boolean) => void;
}

export interface ProgramEnd {
    succeeded: boolean;
    /** What to tell the user, where the program has not done so itself. */
    message?: string;
}

/**
 * Runs a program the way Pulumi's Node language host does: the SDK's own `cmd/run`, in a process of its own. The process
 * loads the SDK from its construction on; the program runs from `start`.
 */
export class Program {
    readonly ended: Promise<ProgramEnd>;
    private readonly child: ChildProcess;

    constructor(private readonly project: Project) {
        const nodeArguments = String(project.runtime.options.nodeargs ?? "")
            .split(" ")
            .filter(Boolean);
        this.child = spawn(process.execPath, [...nodeArguments, START, findRunner(project)], {
            cwd: project.root,
            env: { ...process.env, NODE_COMPILE_CACHE: compileCacheFolder() },
            stdio: ["ignore", "pipe", "pipe", "ipc"],
            detached: true,
        });
        this.ended = new Promise((resolve) => {
            this.child.once("error", (error) => resolve({ succeeded: false, message: error.message }));
            this.child.once("close", (code, signal) => resolve(describeEnd(code, signal)));
        });
    }

    start(options: ProgramOptions): void {
        const { project } = this;
        this.forward(this.child.stdout, false, options.onOutput);
        this.forward(this.child.stderr, true, options.onOutput);
        const start: ProgramStart = {
            environment: environment(project, options),
            programArguments: [
                ["--monitor", options.monitorAddress],
                ["--engine", options.monitorAddress],
                ["--organization", options.organization],
                ["--project", project.name],
                ["--root-directory", project.root],
                ["--stack", options.stack],
                ["--pwd", programFolder(project)],
                ["--parallel", String(options.parallel)],
                options.dryRun ? ["--dry-run"] : [],
                [path.extname(project.main) ? project.main : "."],
            ].flat(),
        };
        // A process that is gone already says why when it ends.
        this.child.send(start, () => undefined);
    }

    /** The program runs in a process group of its own, so that a Ctrl-C reaches the engine alone, and what it started ends with it. */
    kill(): void {
        if (this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null) return;
        try {
            process.kill(-this.child.pid, "SIGKILL");
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
        }
    }

    private forward(stream: Readable | null, isError: boolean, onOutput: ProgramOptions["onOutput"]): void {
        if (stream)
            createInterface({ input: stream, crlfDelay: Infinity }).on("line", (line) => onOutput(line, isError));
    }
}

/** The folder in which the program runs, and commands with it. */
export function programFolder(project: Project): string {
    return path.extname(project.main) ? path.dirname(project.main) : project.main;
}

function findRunner(project: Project): string {
    try {
        return createRequire(path.join(project.root, "package.json")).resolve("@pulumi/pulumi/cmd/run");
    } catch {
        throw new Error(
            `the Pulumi SDK is not installed: run \`npm install\` in ${project.root} (no @pulumi/pulumi found)`,
        );
    }
}

function environment(project: Project, { config, secretKeys }: ProgramOptions): Record<string, string> {
    const { typescript, tsconfig } = project.runtime.options;
    return {
        PULUMI_CONFIG: JSON.stringify(config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
        ...(typescript !== false && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
        ...(typeof tsconfig === "string" && { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
    };
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null): ProgramEnd {
    if (code === 0) return { succeeded: true };
    if (code === ALREADY_REPORTED) return { succeeded: false };
    const reason = signal ? `Program was ended by ${signal}` : `Program exited with non-zero exit code: ${code}`;
    return { succeeded: false, message: reason };
}

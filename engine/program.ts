import { ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

import { compileCacheFolder } from "./pulumi-home";
import type { Project } from "./project";

/** Exit code of Pulumi's Node runner when it has told the user already what is wrong. Source: cmd/run/index.ts. */
const ALREADY_REPORTED = 32;

const START = path.join(__dirname, "run-program.js");

export interface ProgramOptions {
    project: Project;
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

/** Runs a program the way Pulumi's Node language host does: the SDK's own `cmd/run`, in a process of its own. */
export class Program {
    readonly ended: Promise<ProgramEnd>;
    private readonly child: ChildProcess;

    constructor(options: ProgramOptions) {
        const { project } = options;
        const runner = findRunner(project);
        const nodeArguments = String(project.runtime.options.nodeargs ?? "")
            .split(" ")
            .filter(Boolean);
        const programArguments = [
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
        ].flat();
        this.child = spawn(process.execPath, [...nodeArguments, START, runner, ...programArguments], {
            cwd: project.root,
            env: { ...process.env, ...environment(options) },
            stdio: ["ignore", "pipe", "pipe"],
            detached: true,
        });
        this.forward(this.child.stdout, false, options.onOutput);
        this.forward(this.child.stderr, true, options.onOutput);
        this.ended = new Promise((resolve) => {
            this.child.once("error", (error) => resolve({ succeeded: false, message: error.message }));
            this.child.once("close", (code, signal) => resolve(describeEnd(code, signal)));
        });
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

function environment(options: ProgramOptions): Record<string, string> {
    const { typescript, tsconfig } = options.project.runtime.options;
    return {
        NODE_COMPILE_CACHE: compileCacheFolder(),
        PULUMI_CONFIG: JSON.stringify(options.config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(options.secretKeys),
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

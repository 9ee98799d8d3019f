import { ChildProcess, spawn } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const REPOSITORY = join(__dirname, "../../..");
/** Compiled, as people run it. */
const ENGINE = join(REPOSITORY, "engine/bin/main.js");

/** A project in a folder of its own, with what it takes to run the engine's command line in it. */
export class TrialProject {
    readonly environment: NodeJS.ProcessEnv;

    /** @param program JavaScript */
    constructor(
        readonly folder: string,
        program: string,
    ) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, "Pulumi.yaml"), "name: trial\nruntime: nodejs\n");
        writeFileSync(join(folder, "package.json"), '{ "name": "trial", "main": "index.js" }\n');
        symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
        this.write(program);
        const {
            PULUMI_STACK: _,
            PULUMI_BACKEND_URL: __,
            PULUMI_CONFIG_PASSPHRASE_FILE: ___,
            ...inherited
        } = process.env;
        this.environment = {
            ...inherited,
            PULUMI_HOME: join(folder, "home"),
            PULUMI_CONFIG_PASSPHRASE: "trial",
            NO_COLOR: "1",
        };
    }

    write(program: string): void {
        writeFileSync(join(this.folder, "index.js"), program);
    }

    start(args: string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
        return spawn(process.execPath, [ENGINE, ...args], {
            cwd: this.folder,
            env: { ...this.environment, ...environment },
            stdio: ["pipe", "pipe", "pipe"],
        });
    }

    /** Runs one command to its end. */
    async run(
        args: string[],
        { input = "", environment = {} }: { input?: string; environment?: NodeJS.ProcessEnv } = {},
    ) {
        return finished(this.start(args, environment), input);
    }
}

export interface Finished {
    exitCode: number | null;
    output: string;
    errors: string;
}

export async function finished(child: ChildProcess, input = ""): Promise<Finished> {
    if (!child.stdin || !child.stdout || !child.stderr) throw new Error("the process has no pipes");
    child.stdin.end(input);
    const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { exitCode: await exit, output, errors };
}

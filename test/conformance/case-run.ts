import { spawn } from "node:child_process";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    realpathSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import Docker from "dockerode";
import { viewDocker } from "./docker-view";
import { readDocument } from "./documents";
import { HostPorts } from "./host-ports";
import { Json, JsonObject, mapStrings, textOf } from "./json";
import { DockerView, Observation, readDeployment, readEvent, StepEvent } from "./observation";
import { ownNames } from "./ownership";
import { Recording } from "./recording";

const REPOSITORY = join(__dirname, "..", "..");
const COMPILER_OPTIONS = {
    strict: true,
    target: "es2020",
    module: "commonjs",
    moduleResolution: "node",
    skipLibCheck: true,
};

interface Ended {
    exitCode: number;
    stdout: string;
    /** Both streams, as a terminal would show them. */
    printed: string;
}

function run(command: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<Ended> {
    return new Promise((done, failed) => {
        const child = spawn(command[0], command.slice(1), { ...options, stdio: ["ignore", "pipe", "pipe"] });
        const stdout: Buffer[] = [];
        const printed: Buffer[] = [];
        child.stdout.on("data", (bytes: Buffer) => stdout.push(bytes));
        for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => printed.push(bytes));
        child.on("error", failed);
        child.on("close", (code, signal) => {
            const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString("utf8");
            if (code === null) failed(new Error(`${command.join(" ")} was ended by ${signal}:\n${text(printed)}`));
            else done({ exitCode: code, stdout: text(stdout), printed: text(printed) });
        });
    });
}

/** Where the real Pulumi has its plugins; its other settings must not leak from whoever runs the tests into them. */
const KEPT_SETTINGS = ["PULUMI_HOME", "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"];

function environment(stateFolder: string): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(
        ([name]) => !name.startsWith("PULUMI_") || KEPT_SETTINGS.includes(name),
    );
    return {
        ...Object.fromEntries(inherited),
        PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
        PULUMI_BACKEND_URL: `file://${stateFolder}`,
        PULUMI_CONFIG_PASSPHRASE: "conformance",
        PULUMI_SKIP_UPDATE_CHECK: "1",
        PULUMI_DEBUG_COMMANDS: "true",
        NO_COLOR: "1",
        TS_NODE_TRANSPILE_ONLY: "1",
    };
}

/** Flags that an operation always gets: to be shown in full, or to go on without asking. */
function flagsOf(verb: string, ownFlags: string[]): string[] {
    if (ownFlags.includes("--preview-only")) return [];
    if (verb !== "preview") return ["--yes", "--skip-preview"];
    return ownFlags.includes("--json") ? [] : ["--diff"];
}

/** One run of a recorded case by one engine: a project, a state and a stack of its own, on the real daemon. */
export class CaseRun {
    readonly observations: Observation[] = [];
    /** What the last operation printed. */
    printed = "";
    private readonly work = realpathSync(mkdtempSync(join(tmpdir(), "conformance-")));
    private readonly project = join(this.work, "project");
    private readonly env = environment(join(this.work, "state"));
    private readonly docker = new Docker();
    private foreign = new Set<string>();
    private ports!: HostPorts;

    constructor(
        private readonly engine: string[],
        private readonly recording: Recording,
    ) {}

    /** Makes the project and its stack; fails when something on the daemon has a name that the case is going to use. */
    async prepare(): Promise<void> {
        mkdirSync(this.project);
        mkdirSync(join(this.work, "state"));
        const write = (name: string, content: string) => writeFileSync(join(this.project, name), content);
        const program = readFileSync(join(this.recording.folder, "index.ts"), "utf8");
        this.ports = await HostPorts.forProgram(program);
        write("index.ts", this.ports.toActual(program));
        symlinkSync(join(REPOSITORY, "node_modules"), join(this.project, "node_modules"));
        write("Pulumi.yaml", "name: conformance\nruntime: nodejs\n");
        write("package.json", JSON.stringify({ name: "conformance", main: "index.ts" }));
        write("tsconfig.json", JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
        const { volumes, containers } = await viewDocker(this.docker);
        this.foreign = new Set([...volumes, ...containers].flatMap(({ Id, Name }) => [textOf(Id), textOf(Name)]));
        const taken = [...ownNames(this.recording.observations)].filter((name) => this.foreign.has(name));
        if (taken.length > 0)
            throw new Error(`the daemon has ${taken.join(", ")} already, and the case would touch it`);
        await this.mustRun("stack", "init", "dev", "--non-interactive");
        for (const [key, value] of Object.entries(this.recording.secrets)) {
            await this.mustRun("config", "set", "--secret", key, value);
        }
    }

    /** Carries out one line of `steps` and looks at all that it left behind. */
    async carryOut(step: string): Promise<void> {
        const [verb] = step.split(" ", 1);
        const rest = step.slice(verb.length + 1);
        const observed = await this.observe(verb, rest);
        const view = JSON.stringify(await viewDocker(this.docker));
        this.observations.push({ step, ...observed, docker: JSON.parse(this.asRecorded(view)) as DockerView });
    }

    private observe(verb: string, rest: string): Promise<Omit<Observation, "step" | "docker">> {
        if (verb === "sh") return this.shell(rest);
        return verb === "stack" ? this.ask(rest) : this.operate(verb, rest);
    }

    private async shell(script: string): Promise<Omit<Observation, "step" | "docker">> {
        const ended = await run(["sh", "-c", script], { cwd: this.project, env: this.env });
        this.printed = ended.printed;
        return { exitCode: ended.exitCode };
    }

    /** A `stack` command that changes nothing, and prints for programs. */
    private async ask(command: string): Promise<Omit<Observation, "step" | "docker">> {
        const { exitCode, stdout, printed } = await this.pulumi("stack", ...command.split(" "));
        this.printed = printed;
        return { exitCode, document: readDocument(this.asRecorded(stdout)) };
    }

    private async operate(verb: string, rest: string): Promise<Omit<Observation, "step" | "docker">> {
        const [configuredStep, ...ownFlags] = rest.split(" ");
        await this.mustRun("config", "set", "step", configuredStep);
        const log = join(this.work, "events");
        rmSync(log, { force: true });
        const flags = [...flagsOf(verb, ownFlags), ...ownFlags];
        const { exitCode, stdout, printed } = await this.pulumi(
            ...[verb, "--non-interactive", "--event-log", log, ...flags],
        );
        this.printed = printed;
        if (!existsSync(log)) throw new Error(`${verb} wrote no event log:\n${printed}`);
        const lines = this.asRecorded(readFileSync(log, "utf8")).split("\n");
        const outputs = JSON.parse(await this.mustRun("stack", "output", "--json")) as JsonObject;
        return {
            exitCode,
            events: lines
                .filter((line) => line.trim() !== "")
                .map(readEvent)
                .filter((event): event is StepEvent => event !== undefined),
            state: readDeployment(this.asRecorded(await this.mustRun("stack", "export"))),
            outputs: mapStrings(outputs, (text) => this.asRecorded(text)) as JsonObject,
            ...(ownFlags.includes("--json") && { document: readDocument(this.asRecorded(stdout)) }),
        };
    }

    private pulumi(...args: string[]): Promise<Ended> {
        return run([...this.engine, ...args], { cwd: this.project, env: this.env });
    }

    private async mustRun(...args: string[]): Promise<string> {
        const { exitCode, stdout, printed } = await this.pulumi(...args);
        if (exitCode !== 0) throw new Error(`${args.join(" ")} ended with ${exitCode}:\n${printed}`);
        return stdout;
    }

    /** A text without what this run has of its own: its folders and ports. */
    private asRecorded(text: string): string {
        return this.ports.toRecorded(text).replaceAll(this.project, "<project>").replaceAll(this.work, "<work>");
    }

    /** Removes all that this run made, whether its own `destroy` came that far or not. */
    async cleanUp(): Promise<void> {
        const names = new Set([...ownNames(this.observations)].filter((name) => !this.foreign.has(name)));
        const { volumes, containers } = await viewDocker(this.docker);
        const isOwn = ({ Id, Name }: JsonObject) => [Id, Name].some((one: Json | undefined) => names.has(textOf(one)));
        for (const { Id } of containers.filter(isOwn))
            await this.docker.getContainer(textOf(Id)).remove({ force: true, v: true });
        for (const { Name } of volumes.filter(isOwn)) await this.docker.getVolume(textOf(Name)).remove();
        const networks = await this.docker.listNetworks();
        for (const { Id } of networks.filter((one) => names.has(one.Id))) await this.docker.getNetwork(Id).remove();
        rmSync(this.work, { recursive: true, force: true });
    }
}

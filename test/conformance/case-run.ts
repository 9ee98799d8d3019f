import assert from "node:assert";
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
import { Ended, Engine, EngineStart, runProcess } from "../engine-process";
import { HostPorts } from "./host-ports";
import { Json, JsonObject, mapStrings, textOf } from "./json";
import {
    Deployment,
    DockerView,
    Observation,
    outputsOf,
    readCheckpoint,
    readDeployment,
    readEvent,
    StepEvent,
} from "./observation";
import { ownNames } from "./ownership";
import { Recording } from "./recording";
import { PROJECT, readStackFile, setStep, STACK } from "./stack-files";

const REPOSITORY = join(__dirname, "..", "..");
const COMPILER_OPTIONS = {
    strict: true,
    target: "es2020",
    module: "commonjs",
    moduleResolution: "node",
    skipLibCheck: true,
};

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
    private readonly backend = join(this.work, "state");
    private readonly env = environment(this.backend);
    private readonly docker = new Docker();
    private foreign = new Set<string>();
    private ports!: HostPorts;
    private engine?: Engine;

    /** @param asksEngine whether the engine's commands set the step and say what is deployed; or else its files do */
    constructor(
        private readonly startEngine: EngineStart,
        private readonly recording: Recording,
        private readonly asksEngine: boolean,
    ) {}

    /** Makes the project and its stack; fails when something on the daemon has a name that the case is going to use. */
    async prepare(): Promise<void> {
        mkdirSync(this.project);
        mkdirSync(this.backend);
        const write = (name: string, content: string) => writeFileSync(join(this.project, name), content);
        const program = readFileSync(join(this.recording.folder, "index.ts"), "utf8");
        this.ports = await HostPorts.forProgram(program);
        write("index.ts", this.ports.toActual(program));
        symlinkSync(join(REPOSITORY, "node_modules"), join(this.project, "node_modules"));
        write("Pulumi.yaml", `name: ${PROJECT}\nruntime: nodejs\n`);
        write("package.json", JSON.stringify({ name: PROJECT, main: "index.ts" }));
        write("tsconfig.json", JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
        const { volumes, containers } = await viewDocker(this.docker);
        this.foreign = new Set([...volumes, ...containers].flatMap(({ Id, Name }) => [textOf(Id), textOf(Name)]));
        const taken = [...ownNames(this.recording.observations)].filter((name) => this.foreign.has(name));
        if (taken.length > 0)
            throw new Error(`the daemon has ${taken.join(", ")} already, and the case would touch it`);
        this.engine = this.startEngine({ cwd: this.project, env: this.env });
        await this.mustRun("stack", "init", STACK, "--non-interactive");
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
        const ended = await runProcess(["sh", "-c", script], { cwd: this.project, env: this.env });
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
        if (this.asksEngine) await this.mustRun("config", "set", "step", configuredStep);
        else setStep(this.project, configuredStep);
        const log = join(this.work, "events");
        rmSync(log, { force: true });
        const flags = [...flagsOf(verb, ownFlags), ...ownFlags];
        const { exitCode, stdout, printed } = await this.pulumi(
            ...[verb, "--non-interactive", "--event-log", log, ...flags],
        );
        this.printed = printed;
        if (!existsSync(log)) throw new Error(`${verb} wrote no event log:\n${printed}`);
        const lines = this.asRecorded(readFileSync(log, "utf8")).split("\n");
        return {
            exitCode,
            events: lines
                .filter((line) => line.trim() !== "")
                .map(readEvent)
                .filter((event): event is StepEvent => event !== undefined),
            ...(await this.readStack()),
            ...(ownFlags.includes("--json") && { document: readDocument(this.asRecorded(stdout)) }),
        };
    }

    private async readStack(): Promise<{ state: Deployment; outputs: JsonObject }> {
        const state = readCheckpoint(this.asRecorded(readStackFile(this.backend)));
        const outputs = outputsOf(state);
        if (!this.asksEngine) return { state, outputs };
        const shown = JSON.parse(await this.mustRun("stack", "output", "--json")) as JsonObject;
        const told = {
            state: readDeployment(this.asRecorded(await this.mustRun("stack", "export"))),
            outputs: mapStrings(shown, (text) => this.asRecorded(text)) as JsonObject,
        };
        // All other cases count on that.
        assert.deepStrictEqual({ state, outputs }, told, "the engine's files say what its commands say");
        return told;
    }

    private async pulumi(...args: string[]): Promise<Ended> {
        if (this.engine === undefined) throw new Error("the case is not prepared");
        return this.engine.run(args);
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
        try {
            await this.engine?.end();
        } finally {
            await this.removeOwn();
            rmSync(this.work, { recursive: true, force: true });
        }
    }

    private async removeOwn(): Promise<void> {
        const names = new Set([...ownNames(this.observations)].filter((name) => !this.foreign.has(name)));
        const { volumes, containers } = await viewDocker(this.docker);
        const isOwn = ({ Id, Name }: JsonObject) => [Id, Name].some((one: Json | undefined) => names.has(textOf(one)));
        for (const { Id } of containers.filter(isOwn))
            await this.docker.getContainer(textOf(Id)).remove({ force: true, v: true });
        for (const { Name } of volumes.filter(isOwn)) await this.docker.getVolume(textOf(Name)).remove();
        const networks = await this.docker.listNetworks();
        for (const { Id } of networks.filter((one) => names.has(one.Id))) await this.docker.getNetwork(Id).remove();
    }
}

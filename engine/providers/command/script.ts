import { resolve } from "node:path";
import { Properties, PropertyValue } from "../../property";
import { ProviderHost } from "../provider";
import { archiveOf, filesMatching } from "./captured-files";
import { goQuote } from "./go-quote";
import { logLines } from "./log-lines";
import { runProcess } from "./process";

interface ScriptOptions {
    /** The resource the script runs for; a function has none. */
    urn?: string;
    /** Checked inputs: how the script is run. */
    inputs: Properties;
    /** Outputs of the last run, which the script finds in its environment. */
    previous: Properties;
    timeoutSeconds?: number;
}

const DEFAULT_INTERPRETER = ["/bin/sh", "-c"];

/** Checked inputs have the types they should; this is for what may be absent. */
export function textIn(properties: Properties, name: string): string | undefined {
    const value: PropertyValue | undefined = properties[name];
    return typeof value === "string" ? value : undefined;
}

function listIn(properties: Properties, name: string): string[] | undefined {
    const value: PropertyValue | undefined = properties[name];
    return Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;
}

function previousOutput({ inputs, previous }: ScriptOptions): Record<string, string> {
    if (inputs.addPreviousOutputInEnv === false) return {};
    const variables: Record<string, string> = {};
    const [stdout, stderr] = [textIn(previous, "stdout"), textIn(previous, "stderr")];
    if (stdout) variables.PULUMI_COMMAND_STDOUT = stdout;
    if (stderr) variables.PULUMI_COMMAND_STDERR = stderr;
    return variables;
}

function withoutLastNewline(text: string): string {
    return text.endsWith("\n") ? text.slice(0, -1) : text;
}

/** Runs a script and returns its results; throws with all it printed when it does not end with status 0. */
export async function runScript(host: ProviderHost, script: string, options: ScriptOptions): Promise<Properties> {
    const { inputs, urn, previous, timeoutSeconds } = options;
    const interpreter = listIn(inputs, "interpreter") ?? [];
    const dir = textIn(inputs, "dir") ?? host.directory;
    const folder = { named: dir, path: resolve(host.directory, dir) };
    const logged = textIn(inputs, "logging") ?? "stdoutAndStderr";
    const log = logLines((text) => host.log({ urn, severity: "info", text, ephemeral: true }));
    const ended = await runProcess({
        command: [...(interpreter.length > 0 ? interpreter : DEFAULT_INTERPRETER), script],
        folder,
        environment: { ...process.env, ...(inputs.environment as Record<string, string>), ...previousOutput(options) },
        stdin: textIn(inputs, "stdin") ?? "",
        signal: timeoutSeconds
            ? AbortSignal.any([host.cancelled, AbortSignal.timeout(timeoutSeconds * 1000)])
            : host.cancelled,
        onOutput: (stream, bytes) => {
            if (logged === stream || logged === "stdoutAndStderr") log.write(bytes);
        },
    });
    log.end();
    if (ended.failure !== undefined) {
        throw new Error(`${ended.failure}: running ${goQuote(script)}:\n${ended.stdoutAndStderr}`);
    }
    const results: Properties = {
        ...previous,
        stdout: withoutLastNewline(ended.stdout),
        stderr: withoutLastNewline(ended.stderr),
    };
    const [assetPaths, archivePaths] = [listIn(inputs, "assetPaths"), listIn(inputs, "archivePaths")];
    if (assetPaths !== undefined) results.assets = await filesMatching(folder, assetPaths);
    if (archivePaths !== undefined) results.archive = await archiveOf(folder, archivePaths);
    return results;
}

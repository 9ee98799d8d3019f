import { SecretValues, blindSecrets } from "../backend/secret-values";
import { Properties, PropertyValue, reveal } from "../property";
import { CliError } from "./errors";
import type { StackFlags } from "./options";
import { OpenStack, Session } from "./session";
import { printJson, printTable } from "./terminal";

export interface OutputFlags extends StackFlags {
    json?: boolean;
    shell?: boolean;
    showSecrets?: boolean;
}

const STACK_TYPE = "pulumi:pulumi:Stack";

/** A stack's outputs; secrets in the clear, or as `[secret]`. */
async function outputsOf(stack: OpenStack, showSecrets: boolean): Promise<Properties> {
    const root = stack.stored.deployment?.resources?.find(
        (resource) => resource.type === STACK_TYPE && !resource.parent,
    );
    const stored = root?.outputs ?? {};
    if (!showSecrets) return blindSecrets(stored) as Properties;
    return reveal(new SecretValues(await stack.stateCrypter()).read(stored, "outputs")) as Properties;
}

export async function printOutputs(name: string | undefined, flags: OutputFlags): Promise<void> {
    if (flags.json && flags.shell) throw new CliError("only one of --json and --shell may be set");
    const session = await Session.open(flags);
    const outputs = await outputsOf(await session.requireStack(flags.stack), flags.showSecrets ?? false);
    if (name !== undefined && !Object.hasOwn(outputs, name)) {
        throw new CliError(`current stack does not have output property '${name}'`);
    }
    const sorted = Object.fromEntries(
        Object.keys(outputs)
            .sort()
            .map((key) => [key, outputs[key]]),
    );
    if (flags.json) {
        printJson(name === undefined ? sorted : sorted[name]);
        return;
    }
    if (flags.shell) {
        printShell(name === undefined ? sorted : { [name]: sorted[name] });
        return;
    }
    if (name !== undefined) return void process.stdout.write(`${text(sorted[name])}\n`);
    printAll(sorted);
}

/** One line of JSON, but a string as it is. */
function text(value: PropertyValue): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}

/** A POSIX shell word; plain where it can be. */
function quoted(value: string): string {
    return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

function printShell(outputs: Properties): void {
    for (const [key, value] of Object.entries(outputs)) process.stdout.write(`${key}=${quoted(text(value))}\n`);
}

function printAll(outputs: Properties): void {
    const entries = Object.entries(outputs);
    process.stdout.write(`Current stack outputs (${entries.length}):\n`);
    if (entries.length === 0) return void process.stdout.write("    No output values currently in this stack\n");
    printTable([["OUTPUT", "VALUE"], ...entries.map(([key, value]) => [key, text(value)])], "    ");
}

import { Properties } from "../../property";
import { urnName, urnType } from "../../urn";
import { CheckRequest, CheckResult, Provider, ProviderFactory, ProviderHost } from "../provider";
import { checkFields, COMMAND_FIELDS, RUN_FIELDS } from "./check";
import { diffInputs } from "./diff";
import { LocalCommand } from "./local-command";
import { runLocal } from "./local-run";

const VERSION = "1.2.1";
const COMMAND = "command:local:Command";
const RUN = "command:local:run";

function requireSupported(token: string): void {
    if (token === COMMAND || token === RUN) return;
    throw new Error(
        `the embedded engine does not support ${token}; of the command package it has ${COMMAND} and ${RUN}. ` +
            "Deploy this program with the Pulumi CLI (https://www.pulumi.com/docs/install/) instead.",
    );
}

/** Runs commands on this machine as the plugin of @pulumi/command 1.2.1 does. */
class CommandProvider implements Provider {
    readonly package = "command";
    readonly version = VERSION;
    readonly marksSecretsInLists = true;
    private readonly command: LocalCommand;

    constructor(private readonly host: ProviderHost) {
        this.command = new LocalCommand(host);
    }

    async configure(): Promise<void> {}

    /** The plugin writes the version of its framework into its own inputs; a plugin built from source says `(devel)`. */
    async checkConfig({ news }: CheckRequest): Promise<CheckResult> {
        return Promise.resolve({ inputs: { ...news, "__pulumi-go-provider-version": "(devel)" }, failures: [] });
    }

    async check({ urn, news }: CheckRequest): Promise<CheckResult> {
        requireSupported(urnType(urn));
        return Promise.resolve(checkFields(news, COMMAND_FIELDS, "local.CommandInputs"));
    }

    async diff(request: Parameters<Provider["diff"]>[0]): ReturnType<Provider["diff"]> {
        return Promise.resolve(diffInputs(request));
    }

    async create({
        urn,
        inputs,
        preview,
        timeoutSeconds,
    }: Parameters<Provider["create"]>[0]): ReturnType<Provider["create"]> {
        return this.command.create({ urn, name: urnName(urn), inputs, preview, timeoutSeconds });
    }

    async read({ id, oldInputs = {}, oldOutputs = {} }: Parameters<Provider["read"]>[0]): ReturnType<Provider["read"]> {
        return Promise.resolve({ id, inputs: oldInputs, outputs: oldOutputs });
    }

    async update(request: Parameters<Provider["update"]>[0]): Promise<{ outputs: Properties }> {
        return { outputs: await this.command.update(request) };
    }

    async delete(request: Parameters<Provider["delete"]>[0]): Promise<void> {
        await this.command.delete(request);
    }

    async invoke({ token, args }: Parameters<Provider["invoke"]>[0]): ReturnType<Provider["invoke"]> {
        requireSupported(token);
        const { inputs, failures } = checkFields(args, RUN_FIELDS, "local.RunInputs");
        return failures.length > 0
            ? { outputs: {}, failures }
            : { outputs: await runLocal(this.host, inputs), failures };
    }
}

export const commandProvider: ProviderFactory = (host) => new CommandProvider(host);

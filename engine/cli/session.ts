import { pathToFileURL } from "node:url";
import { Backend, StackFiles } from "../backend";
import type { Deployment, VersionedDeployment } from "../backend/checkpoint";
import { displayName, parseStackReference, StackReference } from "../backend/stack-reference";
import { findProject, ProjectFile } from "../project";
import type { Crypter } from "../secrets";
import { StackConfig } from "../stack-config";
import { CliError, ExitCode } from "./errors";
import type { GlobalFlags } from "./options";
import { protect, unlock } from "./passphrase";
import { selectedStack } from "./selected-stack";
import { isInteractive } from "./terminal";

/** The project and the backend that a command works with. */
export class Session {
    private constructor(
        readonly project: ProjectFile,
        readonly backend: Backend,
        readonly interactive: boolean,
    ) {}

    static async open(flags: GlobalFlags): Promise<Session> {
        if (flags.cwd) process.chdir(flags.cwd);
        const project = await findProject(process.cwd());
        const url = process.env.PULUMI_BACKEND_URL || project.backendUrl || pathToFileURL(project.root).href;
        return new Session(project, await Backend.open(url), isInteractive(flags));
    }

    parse(stack: string): StackReference {
        return parseStackReference(stack, this.project.name);
    }

    show(reference: StackReference): string {
        return displayName(reference, this.project.name);
    }

    /** The stack that the flags name, or the selected one. */
    async requireStack(name: string | undefined): Promise<OpenStack> {
        const chosen = name ?? (await selectedStack(this.project, this.backend.url));
        if (chosen === undefined) {
            throw new CliError(
                "no stack selected; please use `pulumi stack select` or `pulumi stack init` to choose one",
                ExitCode.stackNotFound,
            );
        }
        const files = this.backend.stack(this.parse(chosen));
        const stored = await files.read();
        if (stored === undefined) throw new CliError(`no stack named '${chosen}' found`, ExitCode.stackNotFound);
        return new OpenStack(this, files, stored);
    }
}

/** The salt of the passphrase that a stack's state is encrypted with, if it has one. */
export function saltOf(deployment: Deployment | undefined): string | undefined {
    const provider = deployment?.secrets_providers;
    if (!provider || provider.type === "") return undefined;
    if (provider.type === "passphrase" && provider.state?.salt) return provider.state.salt;
    throw new CliError(`the stack's secrets provider is '${provider.type}': the embedded engine has 'passphrase' only`);
}

/** A stack that exists, with its configuration and what opens its secrets. */
export class OpenStack {
    private readonly crypters = new Map<string, Promise<Crypter>>();
    private configFile: Promise<StackConfig> | undefined;

    constructor(
        readonly session: Session,
        readonly files: StackFiles,
        readonly stored: VersionedDeployment,
    ) {}

    get reference(): StackReference {
        return this.files.reference;
    }

    /** As Pulumi shows it. */
    get shownName(): string {
        return this.session.show(this.reference);
    }

    /** @param file instead of `Pulumi.<stack>.yaml`; only the first call counts */
    config(file?: string): Promise<StackConfig> {
        this.configFile ??= StackConfig.load(this.session.project, this.reference.name, file);
        return this.configFile;
    }

    /** @param file what holds the salt */
    unlock(salt: string, file: string): Promise<Crypter> {
        let crypter = this.crypters.get(salt);
        if (!crypter) {
            crypter = unlock({ salt, stack: this.reference.name, file }, this.session.interactive);
            this.crypters.set(salt, crypter);
        }
        return crypter;
    }

    /** What opens the state; nothing if the state has no secrets provider. */
    async stateCrypter(): Promise<Crypter | undefined> {
        const salt = saltOf(this.stored.deployment);
        return salt === undefined ? undefined : this.unlock(salt, this.files.url);
    }

    /** What encrypts the configuration and new state; made, and noted in the file, for a stack that has none. */
    async configCrypter(): Promise<Crypter> {
        const config = await this.config();
        const salt = config.salt ?? saltOf(this.stored.deployment);
        if (config.salt === undefined) {
            const crypter =
                salt === undefined ? await protect(this.session.interactive) : await this.unlock(salt, this.files.url);
            this.crypters.set(crypter.salt, Promise.resolve(crypter));
            config.setSalt(crypter.salt);
            await config.save();
            return crypter;
        }
        return this.unlock(config.salt, config.path);
    }
}

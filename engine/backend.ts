import { rm } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, join, resolve } from "node:path";
import { checkVersion, formatCheckpoint, parseCheckpoint, VersionedDeployment } from "./backend/checkpoint";
import { keepAs, listIfExists, readIfExists, writeAtomically } from "./backend/files";
import { addToHistory, backUp, UpdateInfo } from "./backend/history";
import { breakLocks, lock } from "./backend/lock";
import { qualifiedName, StackReference, stackPaths } from "./backend/stack-reference";

const SCHEME = "file://";
/** Layout 1: stacks lie in a folder for each project. */
const META = "version: 1\n";

/** Where stacks are kept: what `pulumi login file://...` uses, file for file. Source: pkg/backend/diy in pulumi/pulumi. */
export class Backend {
    private constructor(
        /** As the user gave it. */
        readonly url: string,
        /** The folder that holds `.pulumi`. */
        readonly root: string,
    ) {}

    /** @param url `file://<folder>`; `~` is the home folder, a relative folder starts at the working directory */
    static async open(url: string): Promise<Backend> {
        if (!url.startsWith(SCHEME)) {
            throw new Error(
                `PULUMI_BACKEND_URL: the embedded engine keeps state in files, and cannot use '${url}'; ` +
                    "give a file:// URL, or use the Pulumi CLI",
            );
        }
        const path = url
            .slice(SCHEME.length)
            .split("?")[0]
            .replace(/^~(?=\/|$)/, homedir());
        const backend = new Backend(url, resolve(path));
        await backend.checkLayout();
        return backend;
    }

    private async checkLayout(): Promise<void> {
        const path = join(this.root, ".pulumi", "meta.yaml");
        const meta = await readIfExists(path);
        if (meta === undefined) {
            const legacy = (await listIfExists(join(this.root, ".pulumi", "stacks"))).filter((name) =>
                name.endsWith(".json"),
            );
            if (legacy.length > 0)
                throw new Error(`${this.url} has a layout from before Pulumi 3.61; run \`pulumi state upgrade\``);
            return writeAtomically(path, META, 0o644);
        }
        const version = /^version:\s*(\d+)\s*$/m.exec(meta)?.[1];
        if (version !== "1") {
            throw new Error(`state store unsupported: 'meta.yaml' version (${version ?? "missing"}) is not supported`);
        }
    }

    stack(reference: StackReference): StackFiles {
        return new StackFiles(reference, stackPaths(this.root, reference));
    }

    /** Every stack, or those of one project, by name. */
    async list(project?: string): Promise<StackReference[]> {
        const folder = join(this.root, ".pulumi", "stacks");
        const projects = project === undefined ? await listIfExists(folder) : [project];
        const found: StackReference[] = [];
        for (const one of projects) {
            const names = (await listIfExists(join(folder, one))).filter((name) => name.endsWith(".json"));
            found.push(...names.map((name) => ({ project: one, name: basename(name, ".json") })));
        }
        return found;
    }
}

/** The files of one stack. */
export class StackFiles {
    private writing: Promise<void> = Promise.resolve();
    private waiting: { deployment: VersionedDeployment; written: Promise<void> } | undefined;
    private hasBackup = false;

    constructor(
        readonly reference: StackReference,
        private readonly paths: ReturnType<typeof stackPaths>,
    ) {}

    get url(): string {
        return `${SCHEME}${this.paths.checkpoint}`;
    }

    /** The state, or nothing if there is no such stack. */
    async read(): Promise<VersionedDeployment | undefined> {
        const text = await readIfExists(this.paths.checkpoint);
        if (text !== undefined) return parseCheckpoint(text, this.paths.checkpoint);
        if ((await readIfExists(`${this.paths.checkpoint}.gz`)) === undefined) return undefined;
        throw new Error(
            `${this.paths.checkpoint}.gz: the embedded engine does not read compressed state; ` +
                "unset PULUMI_DIY_BACKEND_GZIP and run `pulumi refresh` to have it written uncompressed",
        );
    }

    /**
     * Replaces the state, durably, and keeps the one from before the first write as `.bak`. Calls that come while a write is
     * under way share the next one, which writes the latest of them.
     */
    write(deployment: VersionedDeployment): Promise<void> {
        checkVersion(deployment);
        if (this.waiting) {
            this.waiting.deployment = deployment;
            return this.waiting.written;
        }
        const waiting = { deployment, written: Promise.resolve() };
        waiting.written = this.writing.then(() => {
            this.waiting = undefined;
            return this.replace(waiting.deployment);
        });
        this.waiting = waiting;
        // A failure is reported to those who asked for that write, not to those who come after it.
        this.writing = waiting.written.catch(() => undefined);
        return waiting.written;
    }

    private async replace(deployment: VersionedDeployment): Promise<void> {
        if (!this.hasBackup) await keepAs(this.paths.checkpoint, `${this.paths.checkpoint}.bak`);
        this.hasBackup = true;
        await writeAtomically(this.paths.checkpoint, formatCheckpoint(qualifiedName(this.reference), deployment));
    }

    lock(): Promise<() => Promise<void>> {
        return lock(this.paths.locks);
    }

    breakLocks(): Promise<void> {
        return breakLocks(this.paths.locks);
    }

    async record(update: UpdateInfo): Promise<void> {
        await addToHistory(this.paths, this.reference.name, update);
        await backUp(this.paths, this.reference.name);
    }

    /** Removes the stack, not what it deployed; its last state stays as `.bak`, as Pulumi leaves it. */
    async remove(): Promise<void> {
        await keepAs(this.paths.checkpoint, `${this.paths.checkpoint}.bak`);
        await rm(this.paths.checkpoint, { force: true });
        await rm(`${this.paths.checkpoint}.attrs`, { force: true });
        await rm(this.paths.history, { recursive: true, force: true });
    }
}

import { access } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { readIfExists } from "./backend/files";
import type { PropertyValue } from "./property";

/** A Pulumi project: what `Pulumi.yaml` says. */
export interface Project {
    name: string;
    /** The folder that holds `Pulumi.yaml`. */
    root: string;
    /** The folder (or file) of the program: `main`, or the root. */
    main: string;
    description?: string;
    runtime: { name: string; options: Record<string, unknown> };
}

/** What the command line needs beyond what the engine does. */
export interface ProjectFile extends Project {
    /** `Pulumi.yaml` itself. */
    path: string;
    /** The folder of `Pulumi.<stack>.yaml`. */
    configFolder: string;
    /** `backend.url`: where the stacks are, unless the environment says otherwise. */
    backendUrl?: string;
    /** By full key: what stacks take when they set nothing themselves. */
    config: Record<string, ConfigDeclaration>;
    /** `options.refresh: always` */
    refreshAlways: boolean;
}

export interface ConfigDeclaration {
    /** Whether a stack must set it: it has neither a default nor a value. */
    required: boolean;
    default?: PropertyValue;
    secret: boolean;
    /** `string`, `integer`, `boolean`, `array` or `object`. */
    type?: string;
}

interface Source {
    name?: string;
    description?: string;
    runtime?: string | { name: string; options?: Record<string, unknown> };
    main?: string;
    backend?: { url?: string };
    stackConfigDir?: string;
    options?: { refresh?: string };
    config?: string | Record<string, unknown>;
}

const FILE_NAMES = ["Pulumi.yaml", "Pulumi.yml"];

async function exists(path: string): Promise<boolean> {
    return access(path).then(
        () => true,
        () => false,
    );
}

async function findUpwards(start: string): Promise<string> {
    for (let folder = resolve(start); ; folder = dirname(folder)) {
        for (const name of FILE_NAMES) {
            if (await exists(join(folder, name))) return join(folder, name);
        }
        if (folder === dirname(folder)) {
            throw new Error(
                `no Pulumi.yaml project file found (searching upwards from ${resolve(start)}). If you have not ` +
                    "created a project yet, use `pulumi new` to do so",
            );
        }
    }
}

/** Reads the project that a folder belongs to. */
export async function findProject(start: string): Promise<ProjectFile> {
    const path = await findUpwards(start);
    const source = parse((await readIfExists(path)) ?? "") as Source | null;
    return projectFrom(source ?? {}, path);
}

function projectFrom(source: Source, path: string): ProjectFile {
    if (!source.name) throw new Error(`could not load ${path}: project is missing a 'name' attribute`);
    if (!source.runtime) throw new Error(`could not load ${path}: project is missing a 'runtime' attribute`);
    const root = dirname(path);
    const { name, options } = typeof source.runtime === "string" ? { name: source.runtime } : source.runtime;
    return {
        name: source.name,
        description: source.description,
        root,
        main: source.main ? resolve(root, source.main) : root,
        runtime: { name, options: options ?? {} },
        path,
        configFolder: resolve(root, source.stackConfigDir ?? (typeof source.config === "string" ? source.config : ".")),
        backendUrl: source.backend?.url,
        config: declarations(source.config, source.name),
        refreshAlways: source.options?.refresh === "always",
    };
}

/** Reads the `config` section: a key holds a value, or says its type, its default and whether it is a secret. */
function declarations(config: Source["config"], project: string): Record<string, ConfigDeclaration> {
    if (!config || typeof config === "string") return {};
    return Object.fromEntries(
        Object.entries(config)
            .filter(([key]) => key !== "pulumi:tags")
            .map(([key, value]) => [
                key.includes(":") ? key : `${project}:${key}`,
                declaration(value as PropertyValue),
            ]),
    );
}

function declaration(value: PropertyValue): ConfigDeclaration {
    const isDeclaration = typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isDeclaration) return { required: false, default: value, secret: false };
    const given = value.value ?? value.default ?? undefined;
    return {
        required: given === undefined,
        default: given,
        secret: value.secret === true,
        type: typeof value.type === "string" ? value.type : undefined,
    };
}

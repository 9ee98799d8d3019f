import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { readIfExists, writeAtomically } from "../backend/files";
import type { ProjectFile } from "../project";
import { pulumiHome } from "../pulumi-home";

/** What Pulumi remembers about a project on this machine. Source: pkg/workspace/settings.go in pulumi/pulumi. */
interface Settings {
    /** Older Pulumis: one stack, whatever the backend. */
    stack?: string;
    /** By the URL of the backend. */
    stacks?: Record<string, string>;
}

function settingsPath(project: ProjectFile): string {
    const hash = createHash("sha1").update(project.path).digest("hex");
    return join(pulumiHome(), "workspaces", `${project.name}-${hash}-workspace.json`);
}

async function readSettings(project: ProjectFile): Promise<Settings> {
    const path = settingsPath(project);
    const text = await readIfExists(path);
    if (text === undefined) return {};
    try {
        return JSON.parse(text) as Settings;
    } catch {
        throw new Error(`could not parse file ${path}: it is not JSON; remove it and select the stack again`);
    }
}

/** The stack to use when no flag names one, if any. */
export async function selectedStack(project: ProjectFile, backendUrl: string): Promise<string | undefined> {
    if (process.env.PULUMI_STACK !== undefined) return process.env.PULUMI_STACK || undefined;
    const settings = await readSettings(project);
    return settings.stacks?.[backendUrl] ?? settings.stack;
}

/** Remembers a stack, or with no name forgets the one that was remembered. */
export async function selectStack(project: ProjectFile, backendUrl: string, name: string | undefined): Promise<void> {
    const settings = await readSettings(project);
    const { [backendUrl]: _, ...others } = settings.stacks ?? {};
    const stacks = name === undefined ? others : { ...others, [backendUrl]: name };
    const stack = name === undefined ? undefined : settings.stack;
    const path = settingsPath(project);
    if (stack === undefined && Object.keys(stacks).length === 0) return rm(path, { force: true });
    await writeAtomically(path, JSON.stringify({ ...settings, stack, stacks }, undefined, 4));
}

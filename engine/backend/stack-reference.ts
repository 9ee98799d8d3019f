import { join } from "node:path";

/** A stack in a `file://` backend. Its organization is always `organization`. */
export interface StackReference {
    project: string;
    name: string;
}

/** Names are parts of paths: `.` and `..` are none. */
const NAME = /^(?!\.{1,2}$)[A-Za-z0-9_.-]{1,100}$/;

/** Reads `[organization/[project/]]stack`. */
export function parseStackReference(text: string, currentProject: string): StackReference {
    const parts = text.split("/");
    if (text === "") throw new Error("stack name must not be empty");
    if (parts.length > 3) throw invalidName(text);
    const name = parts[parts.length - 1];
    const organization = parts.length > 1 ? parts[0] : "organization";
    const project = parts.length === 3 ? parts[1] : currentProject;
    if (organization !== "organization") throw new Error("organization name must be 'organization'");
    if (!NAME.test(name) || !NAME.test(project)) throw invalidName(text);
    return { project, name };
}

function invalidName(text: string): Error {
    return new Error(
        `invalid stack name '${text}': a stack name may only contain alphanumeric, hyphens, underscores, or periods`,
    );
}

export function qualifiedName(reference: StackReference): string {
    return `organization/${reference.project}/${reference.name}`;
}

/** As Pulumi shows it: short within its own project. */
export function displayName(reference: StackReference, currentProject: string): string {
    return reference.project === currentProject ? reference.name : qualifiedName(reference);
}

/** Where Pulumi's file backend keeps a stack's files, under the folder that its URL names. */
export function stackPaths(root: string, { project, name }: StackReference) {
    const state = join(root, ".pulumi");
    return {
        checkpoint: join(state, "stacks", project, `${name}.json`),
        locks: join(state, "locks", "organization", project, name),
        history: join(state, "history", project, name),
        backups: join(state, "backups", project, name),
    };
}

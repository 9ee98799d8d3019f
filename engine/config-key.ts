import { parsePath, PropertyPath } from "./property-path";

/** A setting, or a part of one: `outer.inner[0]` names a part of `outer`. */
export interface ConfigKey {
    /** `<namespace>:<name>` */
    key: string;
    /** Where in the setting's value; empty: all of it. */
    path: PropertyPath;
}

/**
 * Reads the key of a setting as the command line takes it.
 * @param isPath whether what follows the name leads into its value
 */
export function parseConfigKey(text: string, project: string, isPath: boolean): ConfigKey {
    if (!isPath) return { key: namespaced(text, project), path: [] };
    const colon = /^[^.[\]"]+:/.exec(text)?.[0] ?? "";
    const [name, ...path] = parsePath(text.slice(colon.length));
    if (typeof name !== "string" || name === "") {
        throw new Error(`invalid configuration key: '${text}' must start with the name of a setting`);
    }
    return { key: namespaced(colon + name, project), path };
}

/** Gives a key its namespace: the project's, unless it has one of its own. */
export function namespaced(text: string, project: string): string {
    const parts = text.split(":");
    if (parts.length === 3 && parts[1] === "config") return `${parts[0]}:${parts[2]}`;
    if (parts.length > 2 || parts.includes("")) {
        throw new Error(
            `invalid configuration key: could not parse ${text} as a configuration key (must be <namespace>:<name>)`,
        );
    }
    return parts.length === 2 ? text : `${project}:${text}`;
}

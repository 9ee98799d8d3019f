import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { local } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

/** The package's own folder: the same whether this runs from the sources or from what was compiled into bin/. */
function packageFolder(): string {
    let folder = __dirname;
    while (!existsSync(join(folder, "package.json"))) {
        folder = dirname(folder);
    }
    return folder;
}

/** The scripts of this folder, joined. Comments are left out: editing one must not show as a difference in a stack. */
export function script(...names: string[]): string {
    return names
        .map((name) => readFileSync(join(packageFolder(), "data", `${name}.sh`), "utf8"))
        .join("")
        .replace(/^(#.*)?\n/gm, "");
}

type Verb = "create" | "update" | "delete";

/**
 * What a Command runs at each point of its life. The scripts travel in its environment, because the provider repeats
 * the command itself, three times, in every error.
 */
export function commandArgs(
    scripts: { [verb in Verb]?: string },
    environment: Record<string, pulumi.Input<string>>,
): local.CommandArgs {
    const verbs = Object.keys(scripts) as Verb[];
    const variable = (verb: Verb): string => `SCRIPT_${verb.toUpperCase()}`;
    return {
        ...Object.fromEntries(verbs.map((verb) => [verb, `exec sh -c "$${variable(verb)}"`])),
        environment: {
            ...environment,
            ...Object.fromEntries(verbs.map((verb) => [variable(verb), scripts[verb] as string])),
        },
    };
}

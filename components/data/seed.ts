import * as pulumi from "@pulumi/pulumi";
import { OnReplace } from "../model/policies";
import { HeldByVolume, replacedBy } from "./gate";
import { mapInput } from "./map-input";
import { ScriptCommand } from "./script-command";
import { script } from "./scripts";

/** Files by path: a line each, path and content in base64, and a last line that says the list is complete. */
function asLines(files: Record<string, string>): string {
    const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");
    const lines = Object.keys(files)
        .sort()
        .map((path) => `${base64(path)} ${base64(files[path])}\n`);
    return `${lines.join("")}.\n`;
}

/** Writes files to a volume once, if it is empty; its stdout lists what it wrote. */
export function seed(
    name: string,
    files: pulumi.Input<Record<string, pulumi.Input<string>>>,
    { volumeName, isAnew }: HeldByVolume,
    onReplace: OnReplace,
    environment: Record<string, pulumi.Input<string>>,
    options: pulumi.CustomResourceOptions,
): ScriptCommand {
    return new ScriptCommand(
        `${name}-seed`,
        {
            scripts: { create: script("begin", "exists", "toolbox", "seed") },
            environment: { ...environment, VOLUME: volumeName, ON_REPLACE: replacedBy(onReplace, isAnew) },
            stdin: mapInput(files, asLines),
        },
        options,
    );
}

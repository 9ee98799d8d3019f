import { stripVTControlCharacters } from "node:util";
import { isJsonObject, Json, JsonObject, textOf } from "./json";
import { StepEvent } from "./observation";

/** Frames of the program itself; those of the SDK and of Node move with their versions. */
function isProgramFrame(line: string): boolean {
    return line.includes("<project>/index.ts") || line.includes("project:///index.ts#");
}

export function comparableMessage(message: string): string {
    const lines = stripVTControlCharacters(message)
        .split("\n")
        .filter((line) => !/^\s+at /.test(line) || isProgramFrame(line));
    return lines
        .join("\n")
        .replace(/(error pulling image \S+: Error response from daemon: )[^\n]*/g, "$1<why>")
        .trimEnd();
}

/** The docker plugin repeats each error with a line of its own source; whether plugins come from PATH is no matter either. */
export function isComparableDiagnostic({ message = "" }: StepEvent): boolean {
    return !/^\s*sdk-v2\/provider2\.go:|from \$PATH|is expected to have version/.test(message);
}

/** Dependencies are a set: the SDK lists them in the order in which they happen to become known. */
function sortedSet(urns: Json | undefined): Json {
    return Array.isArray(urns) ? urns.map(textOf).sort() : [];
}

export function comparableResource(resource: JsonObject): JsonObject {
    const { sourcePosition, stackTrace, dependencies, propertyDependencies, ...rest } = resource;
    const position = typeof sourcePosition === "string" && isProgramFrame(sourcePosition) ? sourcePosition : "<sdk>";
    const frames = (Array.isArray(stackTrace) ? stackTrace : []).filter(
        (frame) => isJsonObject(frame) && isProgramFrame(textOf(frame.sourcePosition)),
    );
    return {
        ...rest,
        ...(dependencies === undefined ? {} : { dependencies: sortedSet(dependencies) }),
        ...(isJsonObject(propertyDependencies) && {
            propertyDependencies: Object.fromEntries(
                Object.entries(propertyDependencies).map(([property, urns]) => [property, sortedSet(urns)]),
            ),
        }),
        ...(sourcePosition === undefined ? {} : { sourcePosition: position }),
        ...(stackTrace === undefined ? {} : { stackTrace: frames }),
    };
}

export function comparableContainer(container: JsonObject): JsonObject {
    const config = container.Config as JsonObject;
    const variables = Array.isArray(config.Env) ? config.Env : [];
    return { ...container, Config: { ...config, Env: variables.filter((one) => !textOf(one).startsWith("PATH=")) } };
}

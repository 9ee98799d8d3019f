import { isJsonObject, Json, JsonObject, textOf } from "./json";
import { Normalised } from "./normalise";

const SHOWN_CHARACTERS = 300;

function show(value: Json | undefined): string {
    const text = value === undefined ? "nothing" : JSON.stringify(value);
    return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}... (${text.length} characters)` : text;
}

function* differencesIn(path: string, recorded: Json | undefined, seen: Json | undefined): Generator<string> {
    if (isJsonObject(recorded) && isJsonObject(seen)) {
        for (const key of new Set([...Object.keys(recorded), ...Object.keys(seen)])) {
            yield* differencesIn(`${path}.${key}`, recorded[key], seen[key]);
        }
    } else if (Array.isArray(recorded) && Array.isArray(seen)) {
        for (let index = 0; index < Math.max(recorded.length, seen.length); index++) {
            yield* differencesIn(`${path}[${index}]`, recorded[index], seen[index]);
        }
    } else if (recorded !== seen) {
        yield `${path}\n    recorded ${show(recorded)}\n    seen     ${show(seen)}`;
    }
}

function outline(events: JsonObject[]): string {
    return (
        events
            .map(({ kind, op }) => (op === undefined ? textOf(kind) : `${textOf(op)} (${textOf(kind)})`))
            .join(", ") || "none"
    );
}

/** Steps are compared one by one only where the two logs have the same steps; otherwise their outlines say more. */
function* stepDifferences(recorded: Normalised["steps"], seen: Normalised["steps"]): Generator<string> {
    for (const urn of new Set([...Object.keys(recorded), ...Object.keys(seen)])) {
        const [before, now] = [recorded[urn] ?? [], seen[urn] ?? []];
        if (outline(before) !== outline(now)) {
            yield `steps of ${urn || "the stack"}\n    recorded ${outline(before)}\n    seen     ${outline(now)}`;
            continue;
        }
        for (const [index, event] of before.entries()) {
            yield* differencesIn(
                `step ${textOf(event.op ?? event.kind)} (${textOf(event.kind)}) of ${urn || "the stack"}`,
                event,
                now[index],
            );
        }
    }
}

/** Everything in which an operation differs from its recording, a text each; none: they agree. */
export function differences(recorded: Normalised, seen: Normalised): string[] {
    return [
        ...differencesIn("exit code", recorded.exitCode, seen.exitCode),
        ...stepDifferences(recorded.steps, seen.steps),
        ...differencesIn("errors", recorded.errors, seen.errors),
        ...differencesIn("state", recorded.state, seen.state),
        ...differencesIn("outputs", recorded.outputs, seen.outputs),
        ...differencesIn("document", recorded.document, seen.document),
        ...differencesIn("docker", recorded.docker, seen.docker),
    ];
}

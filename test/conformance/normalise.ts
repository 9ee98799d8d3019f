import { UNKNOWN } from "../../engine/property";
import { comparableDocument, normaliseDocument } from "./documents";
import { comparableContainer, comparableMessage, comparableResource, isComparableDiagnostic } from "./incidentals";
import { byKey, isJsonObject, Json, JsonObject, mapStrings, textOf } from "./json";
import { Observation, StepEvent } from "./observation";
import { ownNames, ownPart } from "./ownership";
import { RandomNames } from "./random-names";

/** An observation in which two runs of the same case agree: random strings have become names of what they belong to. */
export interface Normalised {
    exitCode: number;
    /** By URN, in the order of the log; events of no resource are under "". Old copies may be deleted while it is. */
    steps: Record<string, JsonObject[]>;
    /** Sorted: their place among the steps is not defined. */
    errors: JsonObject[];
    state: JsonObject;
    outputs: JsonObject;
    document?: Json;
    docker: { volumes: JsonObject; containers: JsonObject };
}

/** What is random or depends on the machine, and belongs to nothing that has a name. */
const INCIDENTALS: [kind: string, expression: RegExp][] = [
    ["time", /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g],
    ["digest", /\bsha256:[0-9a-f]{64}/g],
    ["hash", /\b[0-9a-f]{64}\b/g],
    ["uuid", new RegExp(`\\b(?!${UNKNOWN})[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b`, "g")],
    ["mac address", /\b[0-9a-f]{2}(:[0-9a-f]{2}){5}\b/g],
    ["ip address", /\b(172\.(1[6-9]|2\d|3[01])|192\.168|10\.\d{1,3})\.\d{1,3}\.\d{1,3}(\/\d{1,2})?\b/g],
];

/** Where the daemon keeps its volumes is its own affair. */
function withoutDockerRoot(text: string): string {
    return text.replace(/^\/.*(?=\/volumes\/[^/]+\/_data$)/, "<docker root>");
}

/** Numbers what it finds by first appearance in the record, so that equal strings stay equal and others different. */
function numberIncidentals(record: JsonObject): JsonObject {
    const seen = new Map<string, Map<string, number>>(INCIDENTALS.map(([kind]) => [kind, new Map<string, number>()]));
    const replace = (text: string) =>
        INCIDENTALS.reduce(
            (result, [kind, expression]) =>
                result.replace(expression, (found) => {
                    const numbers = seen.get(kind) ?? new Map<string, number>();
                    if (!numbers.has(found)) numbers.set(found, numbers.size + 1);
                    return `<${kind} ${numbers.get(found)}>`;
                }),
            text,
        );
    return mapStrings(sortKeys(record), replace) as JsonObject;
}

function sortKeys(value: JsonObject): JsonObject {
    const sorted = (one: Json | undefined): Json | undefined =>
        Array.isArray(one) ? one.map((item) => sorted(item) as Json) : isJsonObject(one) ? sortKeys(one) : one;
    return Object.fromEntries(
        Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key])]),
    );
}

/** Drops what depends on the machine or on versions, and keeps everything else as it is. */
export function withoutIncidentals(observation: Observation): Observation {
    const { events, state, document, docker } = observation;
    return {
        ...observation,
        ...(events && {
            events: events
                .filter((event) => event.kind !== "diagnosticEvent" || isComparableDiagnostic(event))
                .map((event) => ({ ...event, ...(event.message && { message: comparableMessage(event.message) }) })),
        }),
        ...(state && { state: { ...state, resources: state.resources.map(comparableResource) } }),
        ...(document !== undefined && { document: comparableDocument(document) }),
        docker: { ...docker, containers: docker.containers.map(comparableContainer) },
    };
}

/**
 * Values that differ by nature: what is encrypted anew each time, the framework that a plugin happened to be built with, and
 * the size of the networks that the daemon has left.
 */
const VARYING_KEYS = ["ciphertext", "__pulumi-go-provider-version", "ipPrefixLength"];

function withoutVarying(value: Json): Json {
    if (Array.isArray(value)) return value.map(withoutVarying);
    if (!isJsonObject(value)) return value;
    const entries = Object.entries(value).filter(([, one]) => one !== undefined) as [string, Json][];
    return Object.fromEntries(
        entries.map(([key, one]) => [key, VARYING_KEYS.includes(key) ? `<${key}>` : withoutVarying(one)]),
    );
}

function normaliseSteps(events: StepEvent[], rename: (record: JsonObject) => JsonObject): Normalised["steps"] {
    const steps: Normalised["steps"] = {};
    for (const event of events.filter(({ kind }) => kind !== "diagnosticEvent")) {
        const { diffs, keys } = event;
        const record = { ...event, diffs: diffs?.toSorted(), keys: keys?.toSorted() } as unknown as JsonObject;
        (steps[(event.urn ?? "") + (event.op === "delete" ? " (deleted)" : "")] ??= []).push(rename(record));
    }
    return steps;
}

function normaliseOne(observation: Observation, names: RandomNames): Normalised {
    const rename = (record: JsonObject) =>
        numberIncidentals(
            withoutVarying(mapStrings(record, (text) => names.replace(withoutDockerRoot(text)))) as JsonObject,
        );
    const { events = [], state, outputs = {}, document, docker } = withoutIncidentals(observation);
    const errors = events
        .filter(({ kind }) => kind === "diagnosticEvent")
        .map(({ urn = "", severity, message }) => rename({ urn, severity, message }));
    const resources = (state?.resources ?? []).map(rename);
    return {
        exitCode: observation.exitCode,
        steps: normaliseSteps(events, rename),
        errors: errors.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1)),
        state: {
            resources: byKey(
                resources,
                ({ urn, delete: old }) => textOf(urn) + (old === true ? " (to be deleted)" : ""),
            ),
            pendingOperations: state?.pendingOperations.map((one) => rename(one as JsonObject)),
            secretsProvider: state?.secretsProvider,
        },
        outputs: rename(outputs),
        document: document === undefined ? undefined : rename({ document: normaliseDocument(document) }).document,
        docker: {
            volumes: byKey(docker.volumes.map(rename), ({ Name }) => textOf(Name)),
            containers: byKey(docker.containers.map(rename), ({ Name }) => textOf(Name)),
        },
    };
}

/** Normalises all operations of one run of a case: what was named in one keeps its name in the next. */
export function normaliseRun(observations: Observation[]): Normalised[] {
    return normalise(observations, () => true);
}

/** Normalises the last operation alone, with the names of those before it. */
export function normaliseLast(observations: Observation[]): Normalised {
    return normalise(observations, (index) => index === observations.length - 1)[0];
}

function normalise(observations: Observation[], isWanted: (index: number) => boolean): Normalised[] {
    const names = new RandomNames();
    const ours = ownNames(observations);
    return observations.flatMap((observation, index) => {
        const docker = ownPart(observation.docker, ours);
        names.learn({ ...observation, docker });
        return isWanted(index) ? [normaliseOne({ ...observation, docker }, names)] : [];
    });
}

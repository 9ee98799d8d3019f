import { Json, JsonObject, textOf } from "./json";
import { Deployment, StepEvent } from "./observation";

const BEGINS = "resourcePreEvent";
const ENDS = "resOutputsEvent";

function strings(value: Json | undefined): string[] {
    return Array.isArray(value) ? value.map(textOf) : [];
}

/** URNs that a resource needs: its dependencies and its provider. */
function needs(resource: JsonObject): string[] {
    const provider = typeof resource.provider === "string" ? [resource.provider.replace(/::[^:]*$/, "")] : [];
    return [...strings(resource.dependencies), ...provider];
}

function positions(events: StepEvent[], kind: string, urn: string, matches: (op: string) => boolean): number[] {
    return events.flatMap((event, at) =>
        event.kind === kind && event.urn === urn && event.op !== undefined && matches(event.op) ? [at] : [],
    );
}

const isCreation = (op: string) => op === "create" || op === "create-replacement" || op === "update";

function name(urn: string): string {
    return urn.split("::").slice(2).join("::");
}

function stepViolations(events: StepEvent[], dependent: JsonObject): string[] {
    const urn = textOf(dependent.urn);
    return needs(dependent).flatMap((dependency) => {
        const begun = positions(events, BEGINS, urn, isCreation);
        const ready = positions(events, ENDS, dependency, isCreation);
        const early = begun.some((at) => ready.length > 0 && at < ready[0]);
        const gone = positions(events, ENDS, urn, (op) => op === "delete");
        const removed = positions(events, BEGINS, dependency, (op) => op === "delete");
        const orphaned = gone.some((at) => removed.some((before) => before < at));
        return [
            ...(early ? [`${name(urn)} begins before ${name(dependency)}, which it needs, is ready`] : []),
            ...(orphaned ? [`${name(dependency)} is deleted before ${name(urn)}, which needs it`] : []),
        ];
    });
}

function stateViolations({ resources }: Deployment): string[] {
    const present = new Set<string>();
    const violations: string[] = [];
    for (const resource of resources) {
        const parent = typeof resource.parent === "string" ? [resource.parent] : [];
        const missing =
            resource.delete === true ? [] : [...needs(resource), ...parent].filter((urn) => !present.has(urn));
        violations.push(...missing.map((urn) => `the state lists ${name(textOf(resource.urn))} before ${name(urn)}`));
        present.add(textOf(resource.urn));
    }
    return violations;
}

/**
 * Where a log breaks the only order that is defined between resources: what is needed comes first and goes last, and the
 * log begins with the prelude and ends with the summary.
 */
export function orderViolations(events: StepEvent[], before: Deployment, after: Deployment): string[] {
    const dependents = new Map([...before.resources, ...after.resources].map((one) => [textOf(one.urn), one]));
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind !== "diagnosticEvent");
    const framed = kinds[0] === "preludeEvent" && kinds.at(-2) === "summaryEvent" && kinds.at(-1) === "cancelEvent";
    return [
        ...(framed ? [] : [`the log is not framed by prelude, summary and cancel events: ${kinds.join(", ")}`]),
        ...[...dependents.values()].flatMap((dependent) => stepViolations(events, dependent)),
        ...stateViolations(after),
    ];
}

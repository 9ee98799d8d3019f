import { PreviewedState, PreviewedStep } from "../../../components/plan/model/preview";

/** A resource as engines show it; what a test does not give is left out. */
export function state(type: string, name: string, more: Partial<PreviewedState> = {}, parent = ""): PreviewedState {
    const parentTypes = parent === "" ? "" : `${parent.split("::")[2]}$`;
    return { urn: `urn:pulumi:test::project::${parentTypes}${type}::${name}`, type, parent, ...more };
}

export const component = (type: string, name: string): string =>
    `urn:pulumi:test::project::docker-storage:index:${type}::${name}`;

type Change = Pick<PreviewedStep, "op"> & Partial<Pick<PreviewedStep, "old" | "new" | "replaceKeys">>;

/** Steps as an event log has them, between the events that every log has. */
export function eventLog(changes: Change[], config: Record<string, string> = {}): string {
    const steps = changes.map(({ op, old, new: after, replaceKeys }) => ({
        resourcePreEvent: {
            metadata: { op, urn: (after ?? old)?.urn, old: old ?? null, new: after ?? null, keys: replaceKeys },
        },
    }));
    const results = steps.map(({ resourcePreEvent }) => ({ resOutputsEvent: resourcePreEvent }));
    const events = [{ preludeEvent: { config } }, ...steps, ...results, { summaryEvent: { isPreview: true } }];
    return events.map((event, sequence) => `${JSON.stringify({ sequence, timestamp: 0, ...event })}\n`).join("");
}

/** The same as `preview --json` has it: without what stays as it is, and with one step for a replacement. */
export function previewJson(changes: Change[], config: Record<string, string> = {}): string {
    const left = ["same", "create-replacement", "delete-replaced"];
    const steps = changes
        .filter(({ op }) => !left.includes(op))
        .map(({ op, old, new: after, replaceKeys }) => ({
            op,
            urn: (after ?? old)?.urn,
            oldState: old,
            newState: after,
            replaceReasons: replaceKeys,
            detailedDiff: null,
        }));
    return JSON.stringify({ config, steps, duration: 1, changeSummary: {} }, undefined, 4);
}

/** The steps of a replacement, as an event log has them. */
export function replacement(old: PreviewedState, after: PreviewedState, replaceKeys: string[] = []): Change[] {
    return [
        { op: "create-replacement", old, new: after, replaceKeys },
        { op: "replace", old, new: after, replaceKeys },
        { op: "delete-replaced", old, replaceKeys },
    ];
}

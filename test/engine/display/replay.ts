import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createDisplay } from "../../../engine/display/display";
import type { EngineEvent } from "../../../engine/events";

const RECORDED = join(__dirname, "recorded");

/** One operation of the real Pulumi: the events it logged and what it printed. */
export interface Recorded {
    name: string;
    events: EngineEvent[];
    output: string;
}

function linesOf(path: string): string[] {
    return readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => line !== "");
}

export function recordings(): Recorded[] {
    return readdirSync(RECORDED)
        .sort()
        .map((name) => ({
            name,
            events: linesOf(join(RECORDED, name, "events.ndjson")).map((line) => JSON.parse(line) as EngineEvent),
            output: readFileSync(join(RECORDED, name, "output.txt"), "utf8"),
        }));
}

/** Previews were recorded with `--diff`. */
export function isPreview({ name }: Recorded): boolean {
    return name.endsWith("-preview");
}

/** What the recording Pulumi said of its plugins, once each, and the recorder left out. */
function warnings({ output }: Recorded): EngineEvent[] {
    const count = Number(/(\d+) warnings/.exec(output)?.[1] ?? 0);
    const diagnosticEvent = {
        prefix: "warning: ",
        message: "plugin from $PATH",
        color: "never",
        severity: "warning" as const,
    };
    return Array.from({ length: count }, () => ({ sequence: 0, timestamp: 0, diagnosticEvent }));
}

const LABELS: Record<string, string> = {
    up: "Updating",
    destroy: "Destroying",
    refresh: "Refreshing",
    preview: "Previewing update",
};

/** What this engine prints for recorded events, less the warnings, as the recorder did it. */
export function replay(recorded: Recorded): string {
    const verb = recorded.name.split("-").at(-1) ?? "";
    let text = `${LABELS[verb]} (dev):\n`;
    const display = createDisplay({
        format: isPreview(recorded) ? "diff" : "progress",
        label: LABELS[verb].toLowerCase(),
        stack: "dev",
        project: "conformance",
        color: false,
        interactive: false,
        isPreview: isPreview(recorded),
        isRefresh: verb === "refresh",
        suppressOutputs: false,
        suppressProgress: true,
        showSames: false,
        write: (written) => (text += written),
    });
    const [prelude, ...rest] = recorded.events;
    for (const event of [prelude, ...warnings(recorded), ...rest]) {
        if (!isPreview(recorded) || event.diagnosticEvent?.severity !== "warning") display.show(event);
    }
    display.close();
    return text
        .split("\n")
        .filter((line) => !line.includes("from $PATH"))
        .join("\n");
}

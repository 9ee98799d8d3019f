import type { EngineEvent } from "../events";
import type { Properties } from "../property";
import type { ResourceState } from "../state";
import { createDiffDisplay } from "./diff";
import { eventText } from "./event-log";
import { createLineProgress } from "./line-progress";
import { createPreviewJson } from "./preview-json";
import { stepOf } from "./shown-steps";
import { createTreeProgress } from "./tree-progress";

/** Shows an operation as it goes, from its events. */
export interface Display {
    /** @param states of the resource before and after the step that the event is about */
    show(event: EngineEvent, states?: { old?: ResourceState; new?: ResourceState }): void;
    /**
     * Called once, after the last event, also when the engine broke off.
     * @param outputs the stack's, for `--show-secrets`: events hold no secrets
     */
    close(outputs?: StackOutputs): void;
}

/** A stack's outputs before and after, with secrets in the clear. */
export interface StackOutputs {
    old: Properties;
    new: Properties;
}

export interface DisplayOptions {
    stack: string;
    project: string;
    color: boolean;
    /** Whether the output is a terminal that somebody watches. */
    interactive: boolean;
    isPreview: boolean;
    isRefresh: boolean;
    suppressOutputs: boolean;
    suppressProgress: boolean;
    showSames: boolean;
    write: (text: string) => void;
    /** For diagnostics in a diff, which are no part of it; by default they are written like everything else. */
    writeError?: (text: string) => void;
}

/** @param options.label what goes on, as heartbeats show it: `updating` */
export function createDisplay(
    options: DisplayOptions & { format: "progress" | "diff" | "json"; label: string },
): Display {
    if (options.format === "diff") return createDiffDisplay(options);
    if (options.format === "json") return options.isPreview ? createPreviewJson(options) : createEventLines(options);
    if (options.interactive) return createTreeProgress(options, process.stdout);
    return createLineProgress(options);
}

/** `--json` of an operation that is no preview: its events, one a line, but for those of default providers. */
function createEventLines({ write }: DisplayOptions): Display {
    const show = (event: EngineEvent): void => {
        const isOfStep = event.resourcePreEvent ?? event.resOutputsEvent ?? event.resOpFailedEvent;
        if (!isOfStep || stepOf(event)) write(`${eventText(event)}\n`);
    };
    return { show, close: () => undefined };
}

import type { Operation, SummaryEvent } from "../events";
import { WORDS } from "./operation-words";
import { Paint, styleOf } from "./palette";

/** The order in which operations are counted up. Reads change nothing, and are left out. */
const COUNTED: Operation[] = [
    "create",
    "update",
    "delete",
    "replace",
    "create-replacement",
    "delete-replaced",
    "refresh",
    "discard-replaced",
    "remove-pending-replace",
    "import",
    "import-replacement",
];

/** The `Resources:` section and, but for previews, the duration. Source: renderSummaryEvent in pkg/backend/display/diff.go. */
export function summaryText(summary: SummaryEvent, errored: number, paint: Paint): string {
    const count = (operation: Operation): number => summary.resourceChanges[operation] ?? 0;
    const changes = COUNTED.filter((operation) => count(operation) > 0);
    const lines = changes.map((operation) => {
        const words = WORDS[operation];
        const what = summary.isPreview ? `to ${operation}` : words.past;
        return `    ${paint(styleOf(operation), `${words.prefix}${count(operation)} ${what}`)}`;
    });
    const pieces: string[] = [];
    if (changes.length >= 2) {
        const total = changes.reduce((sum, operation) => sum + count(operation), 0);
        pieces.push(paint("bold", `${total} changes`));
    }
    const same = count("same");
    if (same > 0) pieces.push(`${same} unchanged`);
    if (pieces.length > 0) lines.push(`    ${pieces.join(". ")}`);
    if (errored > 0) lines.push(`    ${paint("error", `${errored} errored`)}`);
    const resources = [paint("headline", "Resources:"), ...lines].map((line) => `${line}\n`).join("");
    if (summary.isPreview) return resources;
    return `${resources}\n${paint("headline", "Duration:")} ${durationText(summary.durationSeconds)}\n`;
}

/** As Go prints durations: `1h2m3s`. */
function durationText(seconds: number): string {
    const whole = Math.ceil(seconds);
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor((whole % 3600) / 60);
    return `${hours > 0 ? `${hours}h` : ""}${whole >= 60 ? `${minutes}m` : ""}${whole % 60}s`;
}

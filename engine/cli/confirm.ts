import type { EngineEvent } from "../events";
import { AlreadyReported } from "./errors";
import type { Preparation } from "./preparation";
import { ask } from "./terminal";

/** Asks whether to go on after a preview; `details` shows its differences first. */
export async function confirm(
    operation: "update" | "refresh" | "destroy",
    events: EngineEvent[],
    preparation: Preparation,
): Promise<void> {
    const note =
        operation === "refresh"
            ? "\nNo resources will be modified as part of this refresh; just your stack's state will be.\n"
            : " ";
    for (;;) {
        const answer = await ask(`Do you want to perform this ${operation}?${note}[yes/no/details] `);
        if (answer === "yes") return;
        if (answer === "no" || answer === "") {
            process.stdout.write(`confirmation declined, not proceeding with the ${operation}\n`);
            throw new AlreadyReported();
        }
        if (answer !== "details") continue;
        const { createDiffDisplay } = await import("../display/diff");
        const display = createDiffDisplay({
            ...preparation.displayOptions,
            isPreview: true,
            isRefresh: operation === "refresh",
            changesOnly: true,
            withoutSummary: true,
        });
        events.forEach((event) => display.show(event));
    }
}

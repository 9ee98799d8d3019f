import type { Cell } from "./cell";
import type { Contender } from "./contender";
import { printTable } from "../table";
import type { Change } from "./storage";
import { verdict } from "./verdict";

export interface Results {
    machine: string;
    date: string;
    /** By contender, and the daemon's. */
    versions: Record<string, string | undefined>;
    cells: Cell[];
}

/** As Markdown: what came of each change, and what the previews had said. */
export function printReport(changes: Change[], contenders: Contender[], { cells }: Results): void {
    const table = (title: string, text: (cell: Cell) => string): void =>
        printTable(
            title,
            ["", ...contenders.map((one) => one.title)],
            changes.map((change) => [
                change.title,
                ...contenders.map(({ name }) => {
                    const cell = cells.find((one) => one.change === change.name && one.contender === name);
                    return cell === undefined ? "" : text(cell);
                }),
            ]),
        );
    table("What came of it", cellWords);
    table("What the preview had said", ({ outcome, preview }) => (outcome === undefined ? "" : preview));
}

export function cellWords({ outcome, printedBefore }: Cell): string {
    if (outcome === undefined) return "cannot be begun with";
    return printedBefore === undefined ? verdict(outcome) : `${verdict(outcome)} (failed before, too)`;
}

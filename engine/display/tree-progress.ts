import { stripVTControlCharacters } from "node:util";
import type { Display, DisplayOptions, StackOutputs } from "./display";
import { endReport } from "./end-report";
import { painter } from "./palette";
import { ProgressModel } from "./progress-model";
import type { ResourceRow } from "./resource-row";
import { Cell, cellsOf } from "./row-cells";
import { isStackStep } from "./shown-steps";

const REFRESHES_PER_SECOND = 5;

/** Where the tree is drawn. */
export interface Screen {
    readonly columns: number;
    readonly rows: number;
}

/** Progress on a terminal: the stack's resources as a tree that is redrawn in place. */
export function createTreeProgress(options: DisplayOptions, screen: Screen): Display {
    const model = new ProgressModel({ ...options, isTerminal: true, now: () => performance.now() });
    const paint = painter(options.color);
    let drawn = 0;
    let isChanged = false;
    const draw = (isLast: boolean): void => {
        const lines = treeLines(model, options).map((cells) => layOut(cells, screen.columns - 1, paint));
        // What is above the top of the screen cannot be redrawn.
        const visible = isLast ? lines : lines.slice(-(screen.rows - 1));
        const up = drawn > 0 ? `\x1b[${drawn}A` : "";
        options.write(`${up}\x1b[0J${visible.map((line) => `${line}\n`).join("")}`);
        drawn = visible.length;
        isChanged = false;
    };
    const timer = setInterval(() => {
        const isRunning = [...model.rows.values()].some((row) => !model.isDone(row));
        if (model.rows.size > 0 && (isChanged || isRunning)) draw(false);
    }, 1000 / REFRESHES_PER_SECOND).unref();
    const finish = (outputs?: StackOutputs): void => {
        if (model.done) return;
        model.done = true;
        clearInterval(timer);
        if (model.rows.size > 0) draw(true);
        options.write(`\n${endReport(model, options, paint, outputs)}`);
    };
    return {
        show: (event) => {
            if (model.apply(event)) isChanged = true;
        },
        close: finish,
    };
}

function plain(text: string): Cell {
    return { text, style: "plain" };
}

/** The header and a line of cells for each resource that is shown, children below their parents. */
function treeLines(model: ProgressModel, options: DisplayOptions): Cell[][] {
    const titles = ["Type", "Name", options.isPreview ? "Plan" : "Status", "Info"];
    const header: Cell[] = [plain("  "), ...titles.map((text): Cell => ({ text, style: "header" }))];
    const children = new Map<ResourceRow | undefined, ResourceRow[]>();
    const rootless = model.rows.get("");
    const stack = [...model.rows.values()].find((row) => isStackStep(row.step)) ?? rootless;
    for (const row of model.rows.values()) {
        // What belonged to no resource yet is the stack's, if there is anything.
        if (row === rootless && row !== stack && row.diagnostics.length === 0) continue;
        const parent = row === stack ? undefined : (model.rows.get(row.state?.parent ?? "") ?? stack);
        children.set(parent, [...(children.get(parent) ?? []), row]);
    }
    const isNeeded = (row: ResourceRow): boolean => !row.hidden || (children.get(row) ?? []).some(isNeeded);
    const below = (parent: ResourceRow | undefined, indentation: string): Cell[][] => {
        const shown = (children.get(parent) ?? []).filter(isNeeded);
        return shown.flatMap((row, index) => {
            const isLast = index === shown.length - 1;
            const branch = parent === undefined ? "" : isLast ? "└─ " : "├─ ";
            const [sign, type, ...rest] = cellsOf(row, model, options.stack, options.project);
            const line = [sign, plain(indentation + branch + type.text), ...rest];
            return [line, ...below(row, parent === undefined ? "" : indentation + (isLast ? "   " : "│  "))];
        });
    };
    const lines = below(undefined, "");
    if (lines.every((cells) => cells.at(-1)?.text === "")) header[header.length - 1] = plain("");
    return alignColumns([header, ...lines]);
}

function alignColumns(lines: Cell[][]): Cell[][] {
    const widths = lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].text.length)));
    return lines.map((cells) =>
        cells.map((cell, column) => ({
            ...cell,
            text: column === cells.length - 1 ? cell.text : cell.text.padEnd(widths[column]),
        })),
    );
}

/** One line, no wider than the terminal: a wrapped line could not be redrawn. */
function layOut(cells: Cell[], width: number, paint: ReturnType<typeof painter>): string {
    let room = width;
    return cells
        .map(({ text, style }, index) => {
            const clean = stripVTControlCharacters(text);
            const gap = index === 0 ? " " : index === 1 ? " " : "  ";
            const piece = (gap + clean).slice(0, Math.max(0, room));
            room -= piece.length;
            const start = piece.slice(0, gap.length);
            return start + paint(style, piece.slice(gap.length));
        })
        .join("");
}

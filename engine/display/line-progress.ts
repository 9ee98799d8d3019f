import type { Display, DisplayOptions, StackOutputs } from "./display";
import { endReport } from "./end-report";
import { Heartbeat } from "./heartbeat";
import { painter } from "./palette";
import { ProgressModel } from "./progress-model";
import type { ResourceRow } from "./resource-row";
import { cellsOf } from "./row-cells";

/** Progress where nobody can watch lines change: a line for everything that happens. */
export function createLineProgress(options: DisplayOptions & { label: string }): Display {
    const model = new ProgressModel({ ...options, isTerminal: false, now: () => performance.now() });
    const paint = painter(options.color);
    const heartbeat = new Heartbeat(options.label, options.suppressProgress, options.write);
    const print = (text: string): void => {
        heartbeat.interrupt();
        options.write(text);
    };
    const printRow = (row: ResourceRow): void => {
        if (row.hidden) return;
        const cells = cellsOf(row, model, options.stack, options.project);
        print(`${cells.map(({ style, text }) => ` ${paint(style, text)}`).join("")}\n`);
    };
    const finish = (outputs?: StackOutputs): void => {
        if (model.done) return;
        const running = [...model.rows.values()].filter((row) => !model.isDone(row));
        model.done = true;
        running.forEach(printRow);
        heartbeat.stop();
        options.write(endReport(model, options, paint, outputs));
    };
    return {
        show: (event) => {
            if (event.preludeEvent) {
                print("\n");
                return;
            }
            const row = model.apply(event);
            if (row) printRow(row);
        },
        close: finish,
    };
}

import { Graph, layout } from "@dagrejs/dagre";
import { linkHorizontal } from "d3-shape";
import { Container } from "../model/containers";
import { Use } from "../model/sharing";
import { Storage } from "../model/storages";

/** Where things are from top to bottom, however wide the diagram is; in CSS pixels, as all here. */
export interface Arrangement {
    height: number;
    rows: Map<Container | Storage, Row>;
    lines: Line[];
}

interface Row {
    y: number;
    height: number;
}

/** From a container to what it uses. */
interface Line {
    use: Use;
    startY: number;
    endY: number;
}

/** How wide a diagram is: the boxes of its two columns, and what is between them. */
export interface Widths {
    box: number;
    gap: number;
}

type Point = [x: number, y: number];

const MINIMUM_HEIGHT = 52;
/** Room for the word at a line's start. */
const LINE_HEIGHT = 18;
const SPACE = 14;
const MARGIN = 2;

/** Containers in one column, what they use in the other, in an order in which few lines cross. */
export function arrangementOf(uses: Use[]): Arrangement {
    const byContainer = grouped(uses, ({ container }) => container);
    const byStorage = grouped(uses, ({ storage }) => storage);
    const keys = new Map([...byContainer.keys(), ...byStorage.keys()].map((of, index) => [of, String(index)]));
    const graph = new Graph();
    graph.setGraph({ rankdir: "LR", nodesep: SPACE, marginy: MARGIN, ranker: "longest-path" });
    for (const [of, its] of [...byContainer, ...byStorage]) {
        graph.setNode(keys.get(of)!, { width: 1, height: Math.max(MINIMUM_HEIGHT, its.length * LINE_HEIGHT) });
    }
    for (const { container, storage } of uses) graph.setEdge(keys.get(container)!, keys.get(storage)!, {});
    layout(graph);

    const rows = new Map(
        [...keys].map(([of, key]): [Container | Storage, Row] => {
            const { y, height } = graph.node(key) as { y: number; height: number };
            return [of, { y: y - height / 2, height }];
        }),
    );
    const starts = ports(byContainer, rows, ({ storage }) => storage);
    const ends = ports(byStorage, rows, ({ container }) => container);
    return {
        height: Math.max(...[...rows.values()].map(({ y, height }) => y + height)) + MARGIN,
        rows,
        lines: uses.map((use) => ({ use, startY: starts.get(use)!, endY: ends.get(use)! })),
    };
}

/** Where lines meet a box: beside each other, in the order of the boxes at their other ends. */
function ports<T extends Container | Storage>(
    groups: Map<T, Use[]>,
    rows: Arrangement["rows"],
    otherEnd: (use: Use) => Container | Storage,
): Map<Use, number> {
    const top = (use: Use): number => rows.get(otherEnd(use))!.y;
    return new Map(
        [...groups].flatMap(([of, uses]) => {
            const { y, height } = rows.get(of)!;
            const sorted = [...uses].sort((one, other) => top(one) - top(other));
            return sorted.map((use, index): [Use, number] => [use, y + (height * (index + 0.5)) / uses.length]);
        }),
    );
}

function grouped<T>(uses: Use[], key: (use: Use) => T): Map<T, Use[]> {
    const groups = new Map<T, Use[]>();
    for (const use of uses) groups.set(key(use), [...(groups.get(key(use)) ?? []), use]);
    return groups;
}

export function widthOf({ box, gap }: Widths): number {
    return 2 * box + gap + 2 * MARGIN;
}

/** The left edges of the columns. */
export function columnsOf({ box, gap }: Widths): { containers: number; storages: number } {
    return { containers: MARGIN, storages: MARGIN + box + gap };
}

export function pathOf({ startY, endY }: Line, widths: Widths): string {
    const { containers, storages } = columnsOf(widths);
    const link = linkHorizontal<{ source: Point; target: Point }, Point>();
    return link({ source: [containers + widths.box, startY], target: [storages, endY] }) ?? "";
}

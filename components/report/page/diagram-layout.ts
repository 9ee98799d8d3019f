import { Graph, layout } from "@dagrejs/dagre";
import { linkHorizontal } from "d3-shape";
import { Container } from "../model/containers";
import { Host, Use } from "../model/sharing";
import { Storage } from "../model/storages";

/** How wide a diagram is: the boxes of its two columns, and what is between them; in CSS pixels. */
export interface Widths {
    box: number;
    gap: number;
}

interface Box<T> {
    of: T;
    x: number;
    y: number;
    width: number;
    height: number;
}

export interface Line {
    use: Use;
    /** From the container to the storage. */
    path: string;
    start: [x: number, y: number];
}

export interface DiagramLayout {
    width: number;
    height: number;
    containers: Box<Container>[];
    storages: Box<Storage>[];
    lines: Line[];
}

const MINIMUM_HEIGHT = 52;
/** Room for the word at a line's start. */
const LINE_HEIGHT = 18;
const SPACE = 14;
const MARGIN = 2;

/** Containers on the left, what they share on the right, in an order in which few lines cross. */
export function diagramLayout({ uses }: Host, { box, gap }: Widths): DiagramLayout {
    const graph = new Graph();
    graph.setGraph({ rankdir: "LR", nodesep: SPACE, ranksep: gap, marginx: MARGIN, marginy: MARGIN });
    graph.setDefaultEdgeLabel(() => ({}));
    const containers = [...new Set(uses.map(({ container }) => container))];
    const storages = [...new Set(uses.map(({ storage }) => storage))];
    const containerKey = (container: Container): string => `container ${containers.indexOf(container)}`;
    const storageKey = (storage: Storage): string => `storage ${storages.indexOf(storage)}`;
    const heightFor = (lines: number): number => Math.max(MINIMUM_HEIGHT, lines * LINE_HEIGHT);
    for (const container of containers) {
        const lines = uses.filter((use) => use.container === container).length;
        graph.setNode(containerKey(container), { width: box, height: heightFor(lines) });
    }
    for (const storage of storages) {
        const lines = uses.filter((use) => use.storage === storage).length;
        graph.setNode(storageKey(storage), { width: box, height: heightFor(lines) });
    }
    for (const { container, storage } of uses) graph.setEdge(containerKey(container), storageKey(storage));
    layout(graph);

    const boxOf = <T>(of: T, key: string): Box<T> => {
        const { x, y, width, height } = graph.node(key) as { x: number; y: number; width: number; height: number };
        return { of, x: x - width / 2, y: y - height / 2, width, height };
    };
    const left = containers.map((container) => boxOf(container, containerKey(container)));
    const right = storages.map((storage) => boxOf(storage, storageKey(storage)));
    const { height = 0 } = graph.graph() as { height?: number };
    return {
        width: 2 * box + gap + 2 * MARGIN,
        height: uses.length === 0 ? 0 : height,
        containers: left,
        storages: right,
        lines: uses.map((use) => line(use, uses, left, right)),
    };
}

/** Lines leave and reach a box beside each other, in the order of the boxes at their other ends. */
function line(use: Use, uses: Use[], containers: Box<Container>[], storages: Box<Storage>[]): Line {
    const from = containers.find(({ of }) => of === use.container)!;
    const to = storages.find(({ of }) => of === use.storage)!;
    const storageTop = ({ storage }: Use): number => storages.find(({ of }) => of === storage)!.y;
    const containerTop = ({ container }: Use): number => containers.find(({ of }) => of === container)!.y;
    const leaving = uses.filter(({ container }) => container === use.container);
    const arriving = uses.filter(({ storage }) => storage === use.storage);
    const start: Line["start"] = [from.x + from.width, portHeight(from, sortedBy(leaving, storageTop), use)];
    const end: Line["start"] = [to.x, portHeight(to, sortedBy(arriving, containerTop), use)];
    return { use, path: linkHorizontal()({ source: start, target: end }) ?? "", start };
}

function sortedBy(uses: Use[], top: (use: Use) => number): Use[] {
    return [...uses].sort((one, other) => top(one) - top(other));
}

function portHeight({ y, height }: Box<unknown>, sorted: Use[], use: Use): number {
    return y + (height * (sorted.indexOf(use) + 0.5)) / sorted.length;
}

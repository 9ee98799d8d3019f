/** Lines that stay, go or come. */
export interface LineChange {
    kind: "same" | "delete" | "create";
    lines: string[];
}

/** How one text became another, by whole lines, with as many lines kept as can be. */
export function diffLines(old: string, now: string): LineChange[] {
    const before = old.split("\n");
    const after = now.split("\n");
    const kept = commonLengths(before, after);
    const changes: LineChange[] = [];
    const note = (kind: LineChange["kind"], line: string): void => {
        const last = changes.at(-1);
        if (last?.kind === kind) last.lines.push(line);
        else changes.push({ kind, lines: [line] });
    };
    let i = 0;
    let j = 0;
    while (i < before.length || j < after.length) {
        if (i < before.length && j < after.length && before[i] === after[j]) {
            note("same", before[i++]);
            j++;
        } else if (j === after.length || (i < before.length && kept[i + 1][j] >= kept[i][j + 1])) {
            note("delete", before[i++]);
        } else {
            note("create", after[j++]);
        }
    }
    return changes;
}

/** The length of the longest common subsequence of the rests, for every pair of starts. */
function commonLengths(before: string[], after: string[]): number[][] {
    const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
    for (let i = before.length - 1; i >= 0; i--) {
        for (let j = after.length - 1; j >= 0; j--) {
            lengths[i][j] =
                before[i] === after[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
        }
    }
    return lengths;
}

const CONTEXT_LINES = 2;

/** The lines to show: those that changed, and unchanged ones near them. */
export function withContext(changes: LineChange[]): { kind: LineChange["kind"]; line: string }[] {
    return changes.flatMap(({ kind, lines }, index) => {
        const shown = lines.filter((line) => line.trim() !== "");
        const isFirst = index === 0;
        const isLast = index === changes.length - 1;
        const room = (isFirst || isLast ? 1 : 2) * CONTEXT_LINES + 1;
        const all = kind !== "same" || shown.length <= room;
        const start = isFirst ? [] : shown.slice(0, CONTEXT_LINES);
        const end = isLast ? [] : shown.slice(-CONTEXT_LINES);
        return (all ? shown : [...start, "...", ...end]).map((line) => ({ kind, line }));
    });
}

export interface Edit {
    readonly insert: boolean;
    /** Where the element is in the list that has it. */
    readonly index: number;
}

/** The fewest insertions and removals that turn one list into another. */
export function editScript<T>(old: readonly T[], planned: readonly T[], same: (left: T, right: T) => boolean): Edit[] {
    const common = longestCommon(old, planned, same);
    const edits: Edit[] = [];
    let [left, right] = [0, 0];
    while (left < old.length || right < planned.length) {
        if (left < old.length && right < planned.length && same(old[left], planned[right])) {
            left++;
            right++;
        } else if (
            left < old.length &&
            (right === planned.length || common[left + 1][right] >= common[left][right + 1])
        ) {
            edits.push({ insert: false, index: left++ });
        } else {
            edits.push({ insert: true, index: right++ });
        }
    }
    return edits;
}

/** For each pair of tails, how many elements they have in common, in order. */
function longestCommon<T>(old: readonly T[], planned: readonly T[], same: (left: T, right: T) => boolean): number[][] {
    const table = Array.from({ length: old.length + 1 }, () => new Array<number>(planned.length + 1).fill(0));
    for (let left = old.length - 1; left >= 0; left--) {
        for (let right = planned.length - 1; right >= 0; right--) {
            table[left][right] = same(old[left], planned[right])
                ? table[left + 1][right + 1] + 1
                : Math.max(table[left + 1][right], table[left][right + 1]);
        }
    }
    return table;
}

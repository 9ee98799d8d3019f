export type Action = "replace" | "offer to replace" | "delete" | "create" | "update";

/** A thing of Docker's that a preview says will change. */
export interface Planned {
    kind: string;
    action: Action;
}

const WORST_FIRST: Action[] = ["replace", "offer to replace", "delete", "create", "update"];

/** As short as a table needs it. */
export function inWords(planned: Planned[]): string {
    const kindsOf = (action: Action): string[] =>
        [...new Set(planned.filter((one) => one.action === action).map(({ kind }) => kind))].sort().toReversed();
    const words = WORST_FIRST.flatMap((action) => {
        const kinds = kindsOf(action);
        return kinds.length === 0 ? [] : [`${action} ${kinds.join(" and ")}`];
    });
    return words.length === 0 ? "nothing" : words.join(", ");
}

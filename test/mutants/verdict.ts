import type { Mutant } from "./mutant";

/** What came of a mutant: `broken` is one that tells nothing, since no test got as far as to fail. */
export interface Verdict {
    mutant: Mutant;
    kind: "caught" | "missed" | "broken";
    /** Which test failed, or why none did. */
    why: string;
    seconds: number;
}

/** What is said of one as soon as it is known. */
export function line({ mutant, kind, why, seconds }: Verdict): string {
    const told = kind === "caught" ? `by: ${why}` : why;
    return `${shown(kind)} ${String(seconds).padStart(4)} s  ${mutant.name}: ${told}`;
}

export function table(verdicts: Verdict[]): string {
    const width = Math.max(0, ...verdicts.map(({ mutant }) => mutant.name.length));
    return verdicts
        .map(({ mutant, kind }) => `${shown(kind)}  ${mutant.name.padEnd(width)}  ${mutant.guarantee}\n`)
        .join("");
}

export function lastLine(verdicts: Verdict[]): string {
    const count = (kind: Verdict["kind"]): number => verdicts.filter((verdict) => verdict.kind === kind).length;
    const broken = count("broken");
    return `${count("caught")} caught, ${count("missed")} missed${broken > 0 ? `, ${broken} broken` : ""}`;
}

function shown(kind: Verdict["kind"]): string {
    return (kind === "caught" ? kind : kind.toUpperCase()).padEnd(6);
}

/** Which of the points at which something can break a suite tries: every one in the second tier, every Nth in the first. */
export interface Points {
    first: number;
    every: number;
    /** For the name of a test. */
    told: string;
}

/** @param every how many points lie from one to the next in the first tier, which begins where the commit decides */
export function pointsToTry(every: number): Points {
    const decided = process.env.TEST_POINTS;
    if (decided === "all") return { first: 1, every: 1, told: "every one" };
    const first = (Number(decided ?? 0) % every) + 1;
    return { first, every, told: `number ${first} and every ${every}th after it` };
}

/** Those of several variants that a suite tries: all in the second tier, every Nth in the first. */
export function variantsToTry<T>(variants: readonly T[], everyNth: number): T[] {
    const { first, every } = pointsToTry(everyNth);
    return variants.filter((_, index) => index + 1 >= first && (index + 1 - first) % every === 0);
}

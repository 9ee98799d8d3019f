/**
 * Which of the points at which something can break a suite tries: every Nth in the first tier, beginning where the commit
 * decides; every one in the second, and in a file that somebody runs by itself.
 */
export interface Points {
    first: number;
    every: number;
    /** For the name of a test. */
    told: string;
}

/** @param every how many points lie from one to the next in the first tier */
export function pointsToTry(every: number): Points {
    const decided = process.env.TEST_POINTS;
    if (decided === undefined || decided === "all") return { first: 1, every: 1, told: "every one" };
    const first = (Number(decided) % every) + 1;
    return { first, every, told: `number ${first} and every ${every}th after it` };
}

/** Those of several variants that a suite tries, as with points. */
export function variantsToTry<T>(variants: readonly T[], everyNth: number): T[] {
    const { first, every } = pointsToTry(everyNth);
    return variants.filter((_, index) => index + 1 >= first && (index + 1 - first) % every === 0);
}

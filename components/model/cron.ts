import { Rule } from "./validation";

/** The smallest and the largest value of each field, as in crontab(5). */
const BOUNDS: [low: number, high: number][] = [
    [0, 59],
    [0, 23],
    [1, 31],
    [1, 12],
    [0, 7],
];

const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const cronSchedule: Rule = (value) => {
    const fields = typeof value === "string" ? value.trim().split(/\s+/) : [];
    const meant = fields.map((field, index) =>
        field.split(",").map((part) => valuesOf(part, BOUNDS.at(index) ?? [0, 0])),
    );
    if (fields.length !== BOUNDS.length || meant.flat().some((values) => values.length === 0)) {
        return 'give minute, hour, day, month and day of the week in numbers, as in "30 3 * * 1-5", UTC';
    }
    const [, , days, months] = meant.map((parts) => parts.flat());
    const isOnAnyDay = months.some((month) => Math.min(...days) <= DAYS_OF_MONTHS[month - 1]);
    // A day of the week would be enough, as cron has it.
    return isOnAnyDay || !fields[4].startsWith("*") ? undefined : "give a day that one of its months has";
};

/** What a part of a field means; nothing if it is wrong. */
function valuesOf(part: string, [low, high]: [low: number, high: number]): number[] {
    const found = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (found === null) return [];
    const [first, last, step] = found.slice(1).map((digits: string | undefined) => digits && Number(digits)) as (
        number | undefined
    )[];
    const from = first ?? low;
    const to = last ?? (first === undefined || step !== undefined ? high : first);
    if (from < low || to > high || step === 0) return [];
    return Array.from({ length: high - low + 1 }, (_, index) => low + index).filter(
        (number) => number >= from && number <= to && (number - from) % (step ?? 1) === 0,
    );
}

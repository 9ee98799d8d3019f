import { InvalidArgumentError } from "commander";

/** Reads an option of a command line that is a limit of time. */
export function wholeSeconds(value: string): number {
    const number = Number(value);
    if (!Number.isInteger(number) || number < 1)
        throw new InvalidArgumentError("give a whole number of seconds from 1 up.");
    return number;
}

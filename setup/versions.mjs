// Which versions of Node this project runs on, and which it can start from.

/** The oldest Node that can start the set-up. */
export const oldestStartingNode = "20.0.0";
/** The oldest Node that the components and the embedded engine run on. */
export const oldestRunningNode = "22.12.0";
/** The oldest npm that reads this project's lock file and workspaces. */
export const oldestNpm = "9.0.0";

/** Whether `version` ("v20.20.2", "22.12.0-rc.1") is `oldest` or newer. */
export function isAtLeast(version, oldest) {
    const numbers = (text) =>
        text
            .replace(/^v/, "")
            .split(/[.+-]/)
            .slice(0, 3)
            .map((part) => Number.parseInt(part, 10) || 0);
    const have = numbers(version);
    const need = numbers(oldest);
    const place = need.findIndex((number, index) => (have[index] ?? 0) !== number);
    return place === -1 || (have[place] ?? 0) > need[place];
}

import type { Mutant } from "../mutant";

/** In what stands behind `npm run`. */
export const setup: Mutant[] = [
    {
        name: "a destroy in place of its preview",
        guarantee: "A preview destroys nothing",
        file: "setup/plan.mjs",
        find: '["destroy", "--preview-only"]',
        replace: '["destroy"]',
        tests: ["test/setup/plan.test.ts"],
    },
    {
        name: "no question before data is destroyed",
        guarantee: "An update that destroys data asks first",
        file: "setup/plan.mjs",
        find: "destroysData: planCode === refused };",
        replace: "destroysData: false };",
        tests: ["test/live/plan-in-terminal.test.ts"],
        grep: "ask before an update",
    },
    {
        name: "silence taken for a yes",
        guarantee: "What is no yes is a no",
        file: "setup/plan.mjs",
        find: 'return ["yes", "y"].includes(answer.trim().toLowerCase());',
        replace: 'return !["no", "n"].includes(answer.trim().toLowerCase());',
        tests: ["test/live/plan-in-terminal.test.ts"],
        grep: "list what a destroy saves",
    },
    {
        name: "passphrase for everybody to read",
        guarantee: "The passphrase is its owner's alone",
        file: "setup/engine.mjs",
        find: 'mode: 0o600, flag: "wx"',
        replace: 'flag: "wx"',
        tests: ["test/setup/engine.test.ts"],
    },
];

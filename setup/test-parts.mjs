// Which test files belong to which part, and which of them one process runs after the other.

/** The second tier's parts, in the order in which they run. */
export const parts = {
    main: "everything that is in no other part",
    conformance: "the embedded engine against recordings of the real Pulumi",
    faults: "every call of Docker that fails, full disks, hanging daemons, damaged states",
    kill: "engines and daemons that are killed, at every point",
    browser: "the report's page in Chromium, which is installed where it can be",
    lab: "virtual machines with NFS and several hosts, which are made where they can be",
    pulumi: "the suites that run the real Pulumi CLI, where that is on PATH",
};

/** What `npm test` runs of them, at some of the points at which something breaks. */
export const firstTier = ["main", "conformance", "faults", "kill"];

/** The first row that fits a file counts. @type {[RegExp, string][]} */
const folders = [
    [/^test\/lab\//, "lab"],
    [/^test\/conformance\//, "conformance"],
    [/^test\/live\/(killed|faults-half-removed|faults-.*killed-daemon)/, "kill"],
    [/^test\/live\/faults-/, "faults"],
    [/^test\/live\/report\./, "browser"],
];

/** These take longest, so they begin first: no lane is left alone with one of them. @type {string[]} */
const longest = [
    "loop devices",
    "test/live/restore-from.test.ts",
    "test/conformance/programs.test.ts",
    "test/live/hosts.test.ts",
    "test/live/fixed-name.test.ts",
    "test/conformance/targets.test.ts",
    "test/live/service.test.ts",
    "test/live/scripts/hand-over.test.ts",
    "test/live/faults-half-removed.test.ts",
];

/** Files that one process runs, one after the other, and its name. @type {[RegExp, (file: string) => string][]} */
const together = [
    // They need no Docker, and loading what they test takes longer than testing it.
    [
        /^test\/(bench|components|setup)\/|^test\/engine\/(?!cli|providers|run-program)/,
        (file) => file.split("/").slice(0, 2).join("/"),
    ],
    [/^test\/[^/]*$/, () => "test"],
    // The kernel hands out loop devices by number, to whoever asks first.
    [/^test\/live\/(enforced-capacity|faults-full-disk|measure)/, () => "loop devices"],
];

/** Suites declared for the real Pulumi; the same files hold those for the embedded engine. */
const declaresPulumi = /\bdescribe(WithPulumi|WithEachEngine|InBothOrders|Cases)\(/;

export function partOf(file) {
    return folders.find(([pattern]) => pattern.test(file))?.[1] ?? "main";
}

/**
 * What has to run for a part: each job is one process.
 * @param {string} part
 * @param {{ file: string, text: string }[]} tests
 * @returns {{ part: string, name: string, files: string[] }[]}
 */
export function jobsOf(part, tests) {
    const own =
        part === "pulumi"
            ? tests.filter(({ file, text }) => partOf(file) !== "lab" && declaresPulumi.test(text))
            : tests.filter(({ file }) => partOf(file) === part);
    // The lab's own workers share out its files: each of them has a lab, which it keeps from file to file.
    if (part === "lab") return [{ part, name: "test/lab", files: own.map(({ file }) => file) }];
    const jobs = new Map();
    for (const { file } of own) {
        const row = together.find(([pattern]) => pattern.test(file));
        const name = row === undefined ? file : row[1](file);
        jobs.set(name, [...(jobs.get(name) ?? []), file]);
    }
    return [...jobs].map(([name, files]) => ({ part, name, files })).sort((a, b) => rank(a) - rank(b));
}

function rank({ name }) {
    const place = longest.indexOf(name);
    return place === -1 ? longest.length : place;
}

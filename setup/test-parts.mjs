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

/** What the first tier leaves out of these parts, and which of its tests tells the same. */
const toldElsewhere = [
    [/^test\/engine\/providers\/docker\/live/, "test/conformance"],
    [/^test\/live\/example-typescript/, "test/live/main-job, test/live/example-yaml"],
    [/^test\/live\/performance/, "test/live/measured-stack, test/components/model/performance"],
    [/^test\/live\/volume-backup/, "test/live/scripts/back-up, test/components/volume-backup"],
    [/^test\/live\/service/, "test/components/shared-service"],
    [/^test\/live\/snapshot-places-restic/, "test/live/snapshot-places-archives, test/live/scripts/back-up"],
];

/** The first row that fits a file counts. @type {[RegExp, string][]} */
const folders = [
    [/^test\/lab\//, "lab"],
    [/^test\/conformance\//, "conformance"],
    [/^test\/live\/(killed|faults-.*killed-daemon)/, "kill"],
    [/^test\/live\/faults-/, "faults"],
    [/^test\/live\/report\./, "browser"],
];

/** These take longest, so they begin first: no lane is left alone with one of them. @type {string[]} */
const longest = [
    "loop devices",
    "test/live/killed-replacement.test.ts",
    "test/live/faults-migration-beside.test.ts",
    "test/live/faults-migration-in-place.test.ts",
    "test/live/faults-copy.test.ts",
    "test/live/hosts.test.ts",
    "test/live/fixed-name.test.ts",
    "test/live/scripts/hand-over.test.ts",
    "test/live/faults-migration-killed-daemon-in-place.test.ts",
    "test/live/faults-migration-killed-daemon-beside.test.ts",
    "test/live/scripts/back-up.test.ts",
    "test/live/scripts/set-aside.test.ts",
    "test/live/volume-tools.test.ts",
    "test/live/plan.test.ts",
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
    [/^test\/live\/(enforced-capacity|faults-(damaged|full)-disk|measure)/, () => "loop devices"],
];

/** Suites declared for the real Pulumi; the same files hold those for the embedded engine. */
const declaresPulumi = /\bdescribe(WithPulumi|WithEachEngine|InBothOrders|Cases)\(/;

export function partOf(file) {
    return folders.find(([pattern]) => pattern.test(file))?.[1] ?? "main";
}

/**
 * What has to run for a part of the second tier: each job is one process.
 * @param {string} part
 * @param {{ file: string, text: string }[]} tests
 * @returns {{ part: string, name: string, files: string[] }[]}
 */
export function jobsOf(part, tests) {
    if (part === "pulumi")
        return jobs(
            part,
            tests.filter(({ file, text }) => partOf(file) !== "lab" && declaresPulumi.test(text)),
        );
    const own = tests.filter(({ file }) => partOf(file) === part);
    // The lab's own workers share out its files: each of them has a lab, which it keeps from file to file.
    return part === "lab" ? [{ part, name: "test/lab", files: own.map(({ file }) => file) }] : jobs(part, own);
}

/**
 * What has to run for the first tier.
 * @param {{ file: string, text: string }[]} tests
 * @returns {{ part: string, name: string, files: string[] }[]}
 */
export function jobsOfFirstTier(tests) {
    const isOwn = ({ file }) =>
        firstTier.includes(partOf(file)) && !toldElsewhere.some(([pattern]) => pattern.test(file));
    return jobs("first tier", tests.filter(isOwn));
}

function jobs(part, tests) {
    const files = new Map();
    for (const { file } of tests) {
        const row = together.find(([pattern]) => pattern.test(file));
        const name = row === undefined ? file : row[1](file);
        files.set(name, [...(files.get(name) ?? []), file]);
    }
    const rank = (name) => (longest.includes(name) ? longest.indexOf(name) : longest.length);
    return [...files].map(([name, own]) => ({ part, name, files: own })).sort((a, b) => rank(a.name) - rank(b.name));
}

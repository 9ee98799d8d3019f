// The tests of the first tier, those of the second by parts, or those that are asked for.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { onPath } from "./machine.mjs";
import { capture, run, say, SetupError } from "./process.mjs";
import { runStages } from "./test-stages.mjs";
import { firstTier, jobsOf, jobsOfFirstTier, parts } from "./test-parts.mjs";

export const helpOfAllTests = `Usage: npm run test:all [-- PART...]

${Object.entries(parts)
    .map(([part, what]) => `  ${part.padEnd(13)}${what}`)
    .join("\n")}

Without a part: all of them. npm test runs ${firstTier.join(", ")} at some of the points at which something breaks;
this runs them at every point. TEST_LANES: how many processes at a time (one more than there are cores).
`;

/** `npm test`: the first tier, or what its arguments say to mocha; resolves to the exit code. */
export async function runTests(project, args, env) {
    if (args.length > 0) return askMocha(project, args, env);
    const commit = (await capture("git", ["rev-parse", "HEAD"], { cwd: project })).stdout.trim();
    const jobs = jobsOfFirstTier(testFiles(project));
    say(
        `the first tier, at the points that commit ${commit.slice(0, 7) || "(unknown)"} decides; npm run test:all has the rest`,
    );
    const stages = [
        { jobs, env: { TEST_ENGINES: "embedded", TEST_POINTS: pointsOf(commit), TEST_SHARE_ENGINE: "true" } },
    ];
    return runStages(stages.map(asCommands(project, env)), project);
}

/** `npm run test:all`: every part, or those that are named, at every point; resolves to the exit code. */
export async function runAllTests(project, args, env) {
    if (args.includes("--help")) {
        process.stdout.write(helpOfAllTests);
        return 0;
    }
    const unknown = args.find((part) => !Object.hasOwn(parts, part));
    if (unknown !== undefined)
        throw new SetupError(`"${unknown}" is no part of the tests; they are ${Object.keys(parts).join(", ")}.`);
    const wanted = Object.keys(parts).filter((part) => args.length === 0 || args.includes(part));
    if (wanted.includes("pulumi") && onPath("pulumi") === undefined)
        say("part pulumi is skipped, and counted: `pulumi` is not on PATH");
    const tests = testFiles(project);
    const stages = wanted.map((part) => ({
        title: part,
        jobs: jobsOf(part, tests),
        env: { TEST_ENGINES: part === "pulumi" ? "pulumi" : "embedded", TEST_POINTS: "all" },
    }));
    return runStages(stages.map(asCommands(project, env)), project);
}

/** Where a commit's tests begin to take every Nth point, so that a few commits try them all. */
function pointsOf(commit) {
    return String(createHash("sha256").update(commit).digest().readUInt32BE());
}

async function askMocha(project, args, env) {
    let stopped = 0;
    process.once("SIGINT", () => (stopped = 130)).once("SIGTERM", () => (stopped = 143));
    const namesFiles = args.some((argument) => argument.endsWith(".test.ts"));
    const files = namesFiles ? [] : ["test/**/*.test.ts"];
    const code = await run(process.execPath, [mocha(project), ...args, ...files], { cwd: project, env });
    // Mocha's own exit code is the number of failures, also when somebody stopped it.
    return stopped || code;
}

const mocha = (project) => join(project, "node_modules", "mocha", "bin", "mocha.js");

function asCommands(project, env) {
    return ({ jobs, ...stage }) => ({
        ...stage,
        // One process more than there are cores: tests mostly wait for Docker.
        lanes: Number(env.TEST_LANES ?? availableParallelism() + 1),
        jobs: jobs.map((job) => ({
            ...job,
            command: [process.execPath, mocha(project), ...(job.part === "lab" ? labArguments() : job.files)],
            env: { ...env, ...stage.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
        })),
    });
}

/** A lab takes up to 8 GiB and a core. */
function labArguments() {
    const labs = Math.min(2, availableParallelism(), Math.floor(totalmem() / (8 * 1024 ** 3)));
    return ["--config", "test/lab/mocharc.json", "--jobs", String(Math.max(1, labs))];
}

function testFiles(project) {
    return readdirSync(join(project, "test"), { recursive: true })
        .filter((file) => file.endsWith(".test.ts") && !file.includes("node_modules"))
        .sort()
        .map((file) => ({ file: `test/${file}`, text: readFileSync(join(project, "test", file), "utf8") }));
}

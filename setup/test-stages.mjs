// Runs the processes of the tests in stages, those of a stage side by side; each prints as a whole when it ends.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { say } from "./process.mjs";
import { lastLine, listFailures, listSlowest, progress, sum } from "./test-report.mjs";

/**
 * Resolves to the exit code: 0 if everything passed, 130 or 143 if somebody stopped it.
 * @param {{ title?: string, lanes: number, jobs: { name: string, files: string[], command: string[], env: NodeJS.ProcessEnv }[] }[]} stages
 */
export async function runStages(stages, cwd) {
    const folder = mkdtempSync(join(tmpdir(), "docker-storage-tests-"));
    const stop = listenForStop();
    const startedAt = Date.now();
    const results = [];
    try {
        for (const { title, jobs, lanes } of stages) {
            if (title !== undefined) say(`part ${title}`);
            const waiting = jobs.map((job, index) => ({ ...job, report: join(folder, `${title}-${index}.json`) }));
            const own = [];
            const lane = async () => {
                for (let job = waiting.shift(); job !== undefined && !stop.code; job = waiting.shift()) {
                    own.push(await runJob(job, { cwd, isAlone: jobs.length === 1 }));
                    say(progress(own.at(-1), own.length, jobs.length, (Date.now() - startedAt) / 1000));
                }
            };
            await Promise.all(Array.from({ length: lanes }, lane));
            results.push(...own);
            if (title !== undefined) process.stdout.write(`${lastLine(sum(own), title)}\n`);
            if (stop.code) return stop.code;
        }
        const lines = [...listFailures(results), "The slowest files:", ...listSlowest(results), lastLine(sum(results))];
        process.stdout.write(`${lines.join("\n")}\n`);
        return results.every(({ code }) => code === 0) ? 0 : 1;
    } finally {
        stop.listenNoMore();
        rmSync(folder, { recursive: true });
    }
}

/** The terminal sends Ctrl-C to the processes of the tests as well. */
function listenForStop() {
    const state = { code: 0, listenNoMore };
    const listeners = { SIGINT: 130, SIGTERM: 143 };
    for (const [signal, code] of Object.entries(listeners)) {
        listeners[signal] = () => {
            if (!state.code) say("stopping: what runs comes to its end and cleans up; again stops at once");
            state.code = code;
        };
        process.on(signal, listeners[signal]);
    }
    function listenNoMore() {
        for (const [signal, listener] of Object.entries(listeners)) process.off(signal, listener);
    }
    return state;
}

/** Runs one process; resolves to its counts, its failures and the seconds that each file took. */
async function runJob(job, { cwd, isAlone }) {
    const startedAt = Date.now();
    const env = { ...job.env, TEST_REPORT_FILE: job.report, TEST_SHARED_FOLDER: dirname(job.report) };
    const { code, printed } = await runPrinting(job.command, { cwd, env }, isAlone);
    if (!isAlone) process.stdout.write(printed);
    const seconds = (Date.now() - startedAt) / 1000;
    const report = readReport(job.report) ?? withoutReport(job, code);
    const files = job.files.length === 1 ? { [job.files[0]]: seconds } : report.files;
    return { ...report, job, code: code || (report.failed > 0 ? 1 : 0), seconds, files };
}

function readReport(file) {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch {
        return undefined;
    }
}

/** A process that ends without a report has failed, whatever its exit code. */
function withoutReport({ name }, code) {
    const failures = [{ title: name, message: `it ended with exit code ${code}, and without a report` }];
    return { passed: 0, failed: 1, skipped: 0, files: {}, failures };
}

/** Resolves to all that was printed, both streams as a terminal shows them. */
function runPrinting([program, ...args], options, atOnce) {
    return new Promise((resolve) => {
        const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
        const passOn = () => child.kill("SIGTERM");
        process.on("SIGTERM", passOn);
        const chunks = [];
        for (const stream of [child.stdout, child.stderr])
            stream.on("data", (chunk) => {
                chunks.push(chunk);
                if (atOnce) process.stdout.write(chunk);
            });
        child.on("error", (error) => chunks.push(Buffer.from(`${program} did not start: ${error.message}\n`)));
        child.on("close", (code) => {
            process.off("SIGTERM", passOn);
            resolve({ code: code ?? 1, printed: Buffer.concat(chunks).toString("utf8") });
        });
    });
}

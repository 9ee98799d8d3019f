import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What came of some of the tests. */
export interface Outcome {
    passed: number;
    /** The titles of the tests that failed. */
    failed: string[];
    /** Why it says nothing: no test ran, or one could not be prepared, or the time was over. */
    problem?: string;
}

interface Report {
    stats: { passes: number };
    failures: { title: string; fullTitle: string; err: { message?: string } }[];
}

const HOOK = /^"(before|after) (all|each)" hook/;

export interface Tests {
    files: string[];
    grep?: string;
}

/** Runs mocha in a working copy; the first failure is enough. */
export class TestsRun {
    private kill: () => void = () => undefined;

    constructor(
        private readonly folder: string,
        private readonly temporary: string,
        private readonly environment: NodeJS.ProcessEnv,
    ) {}

    async run({ files, grep }: Tests, limitSeconds: number): Promise<Outcome> {
        const report = join(this.temporary, "report.json");
        rmSync(report, { force: true });
        const mocha = join(this.folder, "node_modules", "mocha", "bin", "mocha.js");
        const reporter = ["--reporter", "json", "--reporter-option", `output=${report}`];
        const chosen = [...(grep === undefined ? [] : ["--grep", grep]), ...files];
        const child = spawn(process.execPath, [mocha, "--bail", "--exit", ...reporter, ...chosen], {
            cwd: this.folder,
            env: this.environment,
            // With all that it starts, so that nothing of it stays.
            detached: true,
            stdio: ["ignore", "pipe", "pipe"],
        });
        let said = "";
        for (const stream of [child.stdout, child.stderr])
            stream.on("data", (text: Buffer) => (said = (said + text.toString()).slice(-4000)));
        const startedAt = Date.now();
        this.kill = () => killGroup(child.pid);
        const limit = setTimeout(() => this.kill(), limitSeconds * 1000);
        await once(child, "exit");
        clearTimeout(limit);
        this.kill();
        this.kill = () => undefined;
        if (Date.now() - startedAt >= limitSeconds * 1000)
            return { passed: 0, failed: [], problem: `the tests took longer than ${limitSeconds} s` };
        if (!existsSync(report)) return { passed: 0, failed: [], problem: `mocha could not run the tests:\n${said}` };
        return outcomeOf(JSON.parse(readFileSync(report, "utf8")) as Report);
    }

    stop(): void {
        this.kill();
    }
}

function killGroup(leader: number | undefined): void {
    try {
        if (leader !== undefined) process.kill(-leader, "SIGKILL");
    } catch (error) {
        // All of them are gone.
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
}

function outcomeOf({ stats, failures }: Report): Outcome {
    const failed = failures.filter(({ title }) => !HOOK.test(title)).map(({ fullTitle }) => fullTitle);
    const hook = failures.find(({ title }) => HOOK.test(title));
    const outcome = { passed: stats.passes, failed };
    if (failed.length > 0) return outcome;
    if (hook !== undefined) return { ...outcome, problem: `${hook.fullTitle}: ${hook.err.message ?? ""}` };
    return stats.passes === 0 ? { ...outcome, problem: "no test ran: is the file or the grep right?" } : outcome;
}

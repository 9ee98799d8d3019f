import { join } from "node:path";
import { say } from "../../setup/process.mjs";
import { Daemon } from "./daemon";
import { Mutant, selected } from "./mutant";
import { mutants } from "./table";
import { Outcome, Tests, TestsRun } from "./tests-run";
import { Verdict, lastLine, line, table } from "./verdict";
import { WorkingCopy } from "./working-copy";

/** What main.ts says. */
export interface Given {
    /** Has the working copy and the image of the toolbox; all that is written goes there. */
    folder: string;
    archive: string;
    words: string[];
    skipsCheck: boolean;
    limitSeconds: number;
}

const TOOLS = join("images", "toolbox", "volume-tools");

class Mutation {
    private readonly copy: WorkingCopy;
    private readonly daemon: Daemon;
    private readonly tests: TestsRun;
    private stopped = false;
    /** Whether the image has the programs as they are in the working copy. */
    private hasTools = false;

    constructor(private readonly given: Given) {
        this.copy = new WorkingCopy(join(given.folder, "copy"));
        this.daemon = new Daemon(join(given.folder, "daemon"));
        this.tests = new TestsRun(this.copy.folder, given.folder, process.env);
    }

    /** Resolves to the exit code. */
    async run(): Promise<number> {
        const chosen = selected(mutants, this.given.words);
        try {
            await this.daemon.start(this.given.archive);
            await this.copy.compile();
            if (!this.given.skipsCheck) await this.checkUnbroken(chosen);
            const verdicts: Verdict[] = [];
            for (const mutant of chosen) {
                if (this.isStopped()) break;
                const verdict = await this.judge(mutant);
                if (this.isStopped()) break;
                verdicts.push(verdict);
                process.stdout.write(`${line(verdict)}\n`);
            }
            if (this.isStopped()) say(`stopped after ${verdicts.length} of ${chosen.length} mutants`);
            process.stdout.write(`\n${table(verdicts)}\n${lastLine(verdicts)}\n`);
            return verdicts.length === chosen.length && verdicts.every(({ kind }) => kind === "caught") ? 0 : 1;
        } finally {
            await this.daemon.stop();
        }
    }

    stop(): void {
        this.stopped = true;
        this.tests.stop();
    }

    private isStopped(): boolean {
        return this.stopped;
    }

    private async runTests(tests: Tests, limitSeconds = this.given.limitSeconds): Promise<Outcome> {
        if (!this.hasTools) await this.daemon.installTools(join(this.copy.folder, TOOLS));
        this.hasTools = true;
        const outcome = await this.tests.run(tests, limitSeconds);
        await this.daemon.clear();
        return outcome;
    }

    /** Tests that fail without any bug would catch every one. */
    private async checkUnbroken(chosen: Mutant[]): Promise<void> {
        say("checking that the chosen tests pass without a mutant");
        for (const tests of together(chosen)) {
            const startedAt = Date.now();
            const { failed, problem } = await this.runTests(tests, this.given.limitSeconds * 3);
            if (this.isStopped()) return;
            const what = [...tests.files, ...(tests.grep === undefined ? [] : [`(${tests.grep})`])].join(" ");
            if (failed.length > 0 || problem !== undefined)
                throw new Error(`${what} fails without a mutant: ${failed[0] ?? problem}`);
            say(`passed in ${seconds(startedAt)} s: ${what}`);
        }
    }

    private async judge(mutant: Mutant): Promise<Verdict> {
        const startedAt = Date.now();
        const verdict = (kind: Verdict["kind"], why: string): Verdict => ({
            mutant,
            kind,
            why,
            seconds: seconds(startedAt),
        });
        try {
            const restore = await this.copy.plant(mutant);
            const isTool = mutant.file.startsWith(TOOLS);
            if (isTool) this.hasTools = false;
            try {
                const outcome = await this.runTests({ files: mutant.tests, grep: mutant.grep });
                if (outcome.failed.length > 0) return verdict("caught", outcome.failed[0]);
                if (outcome.problem !== undefined) return verdict("broken", outcome.problem);
                return verdict("missed", `${outcome.passed} tests passed`);
            } finally {
                restore();
                if (isTool) this.hasTools = false;
            }
        } catch (error) {
            return verdict("broken", (error as Error).message);
        }
    }
}

/**
 * Each choice once, just as a mutant makes it: of a few tests of a file, one may need what another did. Whole files go together, which
 * is quicker.
 */
function together(chosen: Mutant[]): Tests[] {
    const whole = new Set(chosen.filter(({ grep }) => grep === undefined).flatMap(({ tests }) => tests));
    const parts = new Map(
        chosen
            .filter(({ grep }) => grep !== undefined)
            .map(({ tests, grep }) => [JSON.stringify([tests, grep]), { files: tests, grep }]),
    );
    return [...(whole.size > 0 ? [{ files: [...whole] }] : []), ...parts.values()];
}

function seconds(startedAt: number): number {
    return Math.round((Date.now() - startedAt) / 1000);
}

async function main(): Promise<void> {
    const mutation = new Mutation(JSON.parse(process.argv[2]) as Given);
    // A terminal tells everybody of Ctrl-C: main.ts alone decides what follows from it.
    process.on("SIGINT", () => undefined);
    process.stdin.on("end", () => mutation.stop()).resume();
    process.exitCode = await mutation.run();
    process.stdin.destroy();
}

main().catch((error: unknown) => {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { wholeSeconds } from "../../components/plan/whole-seconds";
import { isRoot, onPath } from "../../setup/machine.mjs";
import { must, say } from "../../setup/process.mjs";
import { toolboxImage } from "../../setup/toolbox.mjs";
import { Apart } from "./apart";
import type { Given } from "./inside";
import { selected } from "./mutant";
import { mutants } from "./table";
import { WorkingCopy, checkTable } from "./working-copy";

interface Flags {
    list?: boolean;
    skipCheck?: boolean;
    limit: number;
}

const program = new Command("npm run test:mutants --")
    .description("Plants one bug at a time in a copy of the sources, and runs the tests that have to notice it")
    .argument("[name...]", "only mutants with one of these in their names")
    .option("--list", "say which mutants there are, and whether they fit the sources")
    .option("--skip-check", "do not run the tests without a mutant first")
    .option("--limit <seconds>", "how long the tests of one mutant may take", wholeSeconds, 300)
    .addHelpText(
        "after",
        `
Needs root and dockerd: tests run on a Docker daemon of their own, apart from this machine's.
Exit codes: 0 when all mutants are caught, 1 when one is missed or broken.`,
    )
    .showHelpAfterError()
    .action(async (words: string[], flags: Flags) => {
        const chosen = selected(mutants, words);
        checkTable(chosen);
        if (flags.list) {
            for (const { name, file, guarantee } of chosen)
                process.stdout.write(`${name}\n    ${file}: ${guarantee}\n`);
            process.stdout.write(`${chosen.length} mutants\n`);
        } else {
            process.exitCode = await runAll(words, flags);
        }
    });

async function runAll(words: string[], { skipCheck = false, limit }: Flags): Promise<number> {
    const missing = ["dockerd", "unshare", "ip"].filter((command) => onPath(command) === undefined);
    if (!isRoot() || missing.length > 0)
        throw new Error(`this needs root${missing.map((command) => `, and ${command} on PATH`).join("")}`);
    const folder = mkdtempSync(join(tmpdir(), "mutants-"));
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    const supervision = new Supervision();
    say("copying the sources and the image");
    new WorkingCopy(join(folder, "copy")).make();
    const archive = join(folder, "toolbox.tar");
    await must("docker", ["save", "--output", archive, toolboxImage]);
    const given: Given = { folder, archive, words, skipsCheck: skipCheck, limitSeconds: limit };
    return supervision.exitCodeOf(new Apart(given, environmentIn(folder)));
}

/** Ctrl-C ends what runs apart in order, a second one at once. */
class Supervision {
    private apart: Apart | undefined;
    private stopped = 0;

    constructor() {
        process.on("SIGINT", () => this.stop(130)).on("SIGTERM", () => this.stop(143));
    }

    async exitCodeOf(apart: Apart): Promise<number> {
        this.apart = apart;
        const code = await apart.ended();
        return this.stopped || code;
    }

    private stop(code: number): void {
        if (this.apart === undefined) process.exit(code);
        if (this.stopped === 0) say("stopping, and cleaning up; again stops at once");
        else this.apart.kill();
        this.stopped = code;
        this.apart.stop();
    }
}

/** Leads to the daemon apart, which is where one usually is, and to temporary files that go at the end. */
function environmentIn(folder: string): NodeJS.ProcessEnv {
    const others = Object.entries(process.env).filter(([name]) => !name.startsWith("DOCKER_"));
    return { ...Object.fromEntries(others), TMPDIR: folder, DOCKER_CONFIG: join(folder, "docker-config") };
}

program.parseAsync().catch((error: unknown) => {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
});

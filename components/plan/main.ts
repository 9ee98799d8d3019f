import { readFile } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import { Command, Option } from "commander";
import { measuredPlan } from "./measure";
import { EffectKind, WORST_FIRST } from "./model/effects";
import { plannedEffects } from "./model/plan";
import { isAtLeast } from "./model/plan-report";
import { planText } from "./model/plan-text";
import { DocumentError, readPreview } from "./model/read-preview";
import { wholeSeconds } from "./whole-seconds";

const FAILURE = 1;
/** The plan holds what --fail-on names. */
const REFUSED = 2;

interface Flags {
    json?: boolean;
    failOn?: EffectKind;
    limit: number;
}

async function tell(file: string | undefined, { json, failOn, limit }: Flags): Promise<number> {
    const text = await (file === undefined || file === "-" ? textOf(process.stdin) : readFile(file, "utf8"));
    const report = await measuredPlan(plannedEffects(readPreview(text)), limit);
    process.stdout.write(json ? `${JSON.stringify(report, undefined, 4)}\n` : planText(report));
    return failOn !== undefined && isAtLeast(report, failOn) ? REFUSED : 0;
}

const program = new Command("docker-storage-plan")
    .description("Says what a preview of `up` or `destroy` does to the data of each volume, worst first")
    .argument("[file]", "what `preview --json` printed, or `preview --event-log` wrote (default: standard input)")
    .option("--json", "Print the plan as JSON")
    .addOption(
        new Option("--fail-on <effect>", `End with exit code ${REFUSED} if the plan holds this, or worse`).choices(
            WORST_FIRST.filter((kind) => kind !== EffectKind.None),
        ),
    )
    .option("--limit <seconds>", "How long a measurement on one Docker host may take", wholeSeconds, 60)
    .addHelpText(
        "after",
        `
Exit codes: 0, ${FAILURE} when there is no plan, ${REFUSED} when --fail-on refuses it.

  pulumi preview --json | docker-storage-plan
  pulumi destroy --preview-only --json | docker-storage-plan --json
  pulumi preview --json | docker-storage-plan --fail-on destroys   # in a pull request's CI`,
    )
    .action(async (file: string | undefined, flags: Flags) => {
        try {
            process.exitCode = await tell(file, flags);
        } catch (error) {
            const isExpected = error instanceof DocumentError || (error as NodeJS.ErrnoException).code !== undefined;
            if (!isExpected) throw error;
            process.stderr.write(`error: ${(error as Error).message}\n`);
            process.exitCode = FAILURE;
        }
    });

void program.parseAsync();

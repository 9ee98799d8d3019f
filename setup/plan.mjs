// Shows, below a preview, what it does to data, and asks where that calls for it; the preview runs once.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { runVerb } from "./engine.mjs";
import { run, SetupError } from "./process.mjs";

/** docker-storage-plan's exit code for a plan that holds what --fail-on names. */
const refused = 2;
/** What only an operation that changes something takes. */
const changeFlags = ["--yes", "-y", "--skip-preview", "-f", "--continue-on-error", "--remove"];

/**
 * Whether the arguments leave something to show a plan for and to ask about.
 * @param {string[]} args
 */
export function wantsPlan(args) {
    const others = ["--json", "-j", "--skip-preview", "-f", "--event-log", "--preview-only"];
    return !args.some((arg) => others.includes(arg.split("=")[0]));
}

/**
 * The verb and the arguments that preview a verb.
 * @param {string} verb
 * @param {string[]} args
 */
export function previewOf(verb, args) {
    const kept = args.filter((arg) => !changeFlags.includes(arg));
    return verb === "destroy" ? { verb: ["destroy", "--preview-only"], args: kept } : { verb: ["preview"], args: kept };
}

/** Previews a verb and prints the plan below it; resolves to the exit code, and to whether the plan destroys data. */
export async function previewWithPlan(project, { verb, args, ...options }) {
    const folder = mkdtempSync(join(tmpdir(), "docker-storage-plan-"));
    const log = join(folder, "events.ndjson");
    try {
        const preview = previewOf(verb, args);
        // Pulumi has --event-log only with its commands for debugging.
        const env = { ...options.env, PULUMI_DEBUG_COMMANDS: "true" };
        const code = await runVerb({ ...options, ...preview, args: [...preview.args, "--event-log", log], env });
        if (code !== 0) {
            return { code, destroysData: false };
        }
        const command = [join(project, "components", "docker-storage-plan.js"), log, "--fail-on", "destroys"];
        const planCode = await run(process.execPath, command, { cwd: options.cwd, env: options.env });
        return { code: planCode === refused ? 0 : planCode, destroysData: planCode === refused };
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** Shows the plan of `up` or `destroy`, asks if `asks(destroysData)`, and carries it out; resolves to the exit code. */
export async function carryOutWithPlan(project, { asks, ...operation }) {
    const { code, destroysData } = await previewWithPlan(project, operation);
    if (code !== 0) {
        return code;
    }
    const isApproved = operation.args.some((arg) => ["--yes", "-y"].includes(arg));
    if (!isApproved && asks(destroysData) && !(await confirm(`Do you want to perform this ${operation.verb}?`))) {
        throw new SetupError("Nothing was changed.");
    }
    const args = operation.args.filter((arg) => !["--yes", "-y"].includes(arg));
    return runVerb({ ...operation, verb: [operation.verb, "--yes", "--skip-preview"], args });
}

/** Asks the terminal; what is not `yes`, and the end of the input, is no. */
async function confirm(question) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const ended = new Promise((resolve) => terminal.once("close", () => resolve("")));
    try {
        const answer = await Promise.race([terminal.question(`${question} [yes/no] `), ended]);
        return ["yes", "y"].includes(answer.trim().toLowerCase());
    } finally {
        terminal.close();
    }
}

// The one entry behind package.json's scripts: node setup/run.mjs VERB [ARGUMENT...]
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { help, parseArguments } from "./arguments.mjs";
import { check } from "./check.mjs";
import { build, installDependencies } from "./dependencies.mjs";
import { ensureDocker } from "./docker.mjs";
import { chooseEngine, engineEnvironment, runVerb } from "./engine.mjs";
import { withSystemFolders } from "./machine.mjs";
import { checkStartingNode, isNodeNewEnough, startAgainUnderOwnNode } from "./node.mjs";
import { carryOutWithPlan, previewWithPlan, wantsPlan } from "./plan.mjs";
import { run, say, SetupError } from "./process.mjs";
import { report } from "./report.mjs";
import { runAllTests, runTests } from "./tests.mjs";
import { ensureToolbox } from "./toolbox.mjs";

const project = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

async function main() {
    checkStartingNode();
    const parsed = parseArguments(process.argv.slice(2));
    if (parsed.verb === "help") {
        process.stdout.write(help);
        return 0;
    }
    if (!isNodeNewEnough()) {
        return startAgainUnderOwnNode();
    }
    process.env.PATH = withSystemFolders(process.env.PATH ?? "");
    if (parsed.verb === "test" || parsed.verb === "test:all") {
        return test(parsed);
    }
    await installDependencies(project);
    if (parsed.verb === "check") {
        return check(project);
    }
    await build(project);
    if (parsed.verb === "build") {
        return 0;
    }
    if (parsed.verb === "bench") {
        return runTypeScript(join("bench", "main.ts"), parsed.args, await dockerEnvironment());
    }
    if (parsed.verb === "lab") {
        const needsDocker = ["up", "images"].includes(parsed.args.join(" "));
        const env = needsDocker ? await dockerEnvironment() : process.env;
        return runTypeScript(join("test", "lab", "main.ts"), parsed.args, env);
    }
    if (parsed.verb === "test:mutants") {
        const env = parsed.args.includes("--help") ? process.env : await dockerEnvironment();
        return runTypeScript(join("test", "mutants", "main.ts"), parsed.args, env);
    }
    return deploy(parsed);
}

async function test({ verb, args }) {
    const needsDocker = !(verb === "test:all" && args.includes("--help"));
    // Side by side on a new machine: one mostly waits for apt, the other for npm.
    const [env] = await allOrNone([
        needsDocker ? dockerEnvironment() : process.env,
        installDependencies(project).then(() => build(project)),
    ]);
    return verb === "test" ? runTests(project, args, env) : runAllTests(project, args, env);
}

/** As `Promise.all`, but a failure is thrown only once nothing runs any more. */
async function allOrNone(promises) {
    const settled = await Promise.allSettled(promises);
    const failed = settled.find(({ status }) => status === "rejected");
    if (failed !== undefined) {
        throw failed.reason;
    }
    return settled.map(({ value }) => value);
}

async function dockerEnvironment() {
    const env = { ...process.env, ...(await ensureDocker()) };
    await ensureToolbox(project, env);
    return env;
}

function runTypeScript(file, args, env) {
    const loadTypeScript = join(project, "test", "register.cjs");
    return run(process.execPath, ["--require", loadTypeScript, join(project, file), ...args], { cwd: project, env });
}

async function deploy({ verb, engine: wanted, stack, args }) {
    const engine = chooseEngine(wanted, project);
    const needsDocker = !["output", "cancel", "report"].includes(verb);
    const env = engineEnvironment(project, needsDocker ? await dockerEnvironment() : process.env);
    say(`engine: ${engine.name} (${engine.reason}), stack: ${stack}`);
    const operation = { engine, stack, args, cwd: project, env };
    if (verb === "report") {
        return report(project, operation);
    }
    const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
    if (wantsPlan(args) && verb === "preview") {
        return (await previewWithPlan(project, { ...operation, verb })).code;
    }
    if (wantsPlan(args) && (verb === "destroy" || (verb === "up" && isTerminal))) {
        const asks = (destroysData) => isTerminal && (verb === "destroy" || destroysData);
        return carryOutWithPlan(project, { ...operation, verb, asks });
    }
    return runVerb({ ...operation, verb: engineVerb(verb) });
}

const engineVerbs = { output: ["stack", "output"], preview: ["preview"], cancel: ["cancel", "--yes"] };

/** A terminal shows the preview before it goes on; a log needs only what was done. */
function engineVerb(verb) {
    return engineVerbs[verb] ?? (process.stdout.isTTY ? [verb, "--yes"] : [verb, "--yes", "--skip-preview"]);
}

try {
    process.exitCode = await main();
} catch (error) {
    if (!(error instanceof SetupError)) {
        throw error;
    }
    say(error.message);
    process.exitCode = 1;
}

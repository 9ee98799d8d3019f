// The command line: a verb, the few options of the set-up, and what is passed on to the engine, mocha or nothing.
import { SetupError } from "./process.mjs";

export const verbs = {
    up: "set up what is missing, then create or update the stack",
    preview: "show what `up` would change, and what that does to data",
    refresh: "bring the state up to date with what Docker has",
    output: "print the stack's outputs",
    report: "draw volumes, containers and figures into report.html; arguments go to docker-storage-report",
    destroy: "remove the stack; volumes are kept or saved as their `onDelete` says",
    cancel: "unlock a stack whose last command was killed",
    test: "run the first tier of the tests; arguments go to mocha (npm test -- --grep gate; npm test -- FILE.test.ts)",
    "test:all": "run every test, or some parts of them (npm run test:all -- --help)",
    "test:mutants": "plant one bug at a time, and see whether the tests notice (npm run test:mutants -- --help)",
    lab: "virtual machines for tests with NFS and several hosts (npm run lab -- up|down|status|images)",
    bench: "measure on this machine (npm run bench -- engines)",
    check: "check types, lint rules and format",
    build: "compile the components and the engine",
};

/** Verbs that pass `--help` on. */
const withHelpOfTheirOwn = ["bench", "lab", "report", "test:all", "test:mutants"];

export const help = `Usage: npm run VERB [-- [--engine pulumi|embedded] [--stack NAME] [ARGUMENT...]]

${Object.entries(verbs)
    .map(([verb, what]) => `  ${verb.padEnd(14)}${what}`)
    .join("\n")}

  --engine   pulumi: the Pulumi CLI on PATH; embedded: the one in this repository.
             Without it: pulumi where it is on PATH, and embedded otherwise.
  --stack    the stack (default: dev)

Other arguments are passed on. State is kept in .pulumi unless PULUMI_BACKEND_URL says otherwise.
`;

/**
 * Throws a SetupError that names what is wrong.
 * @param {string[]} line
 */
export function parseArguments(line) {
    const [verb, ...rest] = line;
    if (verb === undefined || verb === "help" || (line.includes("--help") && !withHelpOfTheirOwn.includes(verb))) {
        return { verb: "help" };
    }
    if (!Object.hasOwn(verbs, verb)) {
        throw new SetupError(`"${verb}" is not a verb; it is one of ${Object.keys(verbs).join(", ")}.`);
    }
    const parsed = { verb, engine: undefined, stack: "dev", args: [] };
    const ours = { "--engine": "engine", "--stack": "stack", "-s": "stack" };
    for (let index = 0; index < rest.length; index++) {
        const [option, ...value] = rest[index].split("=");
        if (!Object.hasOwn(ours, option)) {
            parsed.args.push(rest[index]);
            continue;
        }
        const given = value.length > 0 ? value.join("=") : rest[++index];
        if (!given) {
            throw new SetupError(
                `${option} needs a value, for example ${option} ${option === "--engine" ? "embedded" : "dev"}.`,
            );
        }
        parsed[ours[option]] = given;
    }
    return parsed;
}

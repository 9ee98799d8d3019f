import { Command } from "commander";
import { positive } from "../engine/cli/options";
import { compareCopies } from "./copy/compare";
import { compareEngines } from "./engines/compare";

const program = new Command("npm run bench --")
    .description("Measures on this machine, in one run, and prints tables. What is not on PATH is left out.")
    .showHelpAfterError();

program
    .command("engines")
    .description("create, update without a change, and destroy: this package and its engine against their peers")
    .option("--volumes <count>", "volumes for the comparison", positive, 200)
    .option("--many <count>", "volumes for the engine's growth", positive, 2000)
    .option("--rounds <count>", "rounds, in each of which everyone has a turn; medians are shown", positive, 5)
    .option("--tables <names>", "which tables, by comma: peers, growth, components", "peers,growth,components")
    .action(compareEngines);

program
    .command("copy")
    .description("copying a volume as a migration does, against cp -a on the same volumes")
    .option("--rounds <count>", "rounds, in each of which everyone has a turn; medians are shown", positive, 5)
    .action(compareCopies);

program.parseAsync().catch((error: unknown) => {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
});

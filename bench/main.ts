import { Command, InvalidArgumentError, Option } from "commander";
import { positive } from "../engine/cli/options";
import { toolboxImage } from "../setup/toolbox.mjs";
import { changes } from "./changes/catalogue";
import { compareChanges, contenders } from "./changes/compare";
import { compareCopies } from "./copy/compare";
import { compareEngines } from "./engines/compare";
import { compareStorage } from "./storage/compare";

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

program
    .command("storage")
    .description(
        "writing in a container's layer, a named volume, a bind mount, a tmpfs and on NFS: first and other writes, many files",
    )
    .option("--large <MiB>", "size of the large file; a tmpfs has to hold it, and 256 MiB", positive, 1024)
    .option("--nfs <export>", "an empty export, as SERVER:/PATH; without one, NFS is left out")
    .option("--rounds <count>", "rounds, in each of which every place has a turn; medians are shown", positive, 5)
    .action(compareStorage);

/** An option that takes names of a list, by comma. */
function choice(flags: string, all: { name: string }[]): Option {
    const known = all.map(({ name }) => name).join(", ");
    return new Option(flags, `by comma, of ${known}`).default(all, "all").argParser((text) => {
        const names = text.split(",");
        const unknown = names.filter((name) => !all.some((one) => one.name === name));
        if (unknown.length === 0) return all.filter(({ name }) => names.includes(name));
        throw new InvalidArgumentError(`There is no ${unknown.join(", ")}, only ${known}.`);
    });
}

program
    .command("changes")
    .description("edits of programs that declare storage: is the change applied, and what happens to the data")
    .addOption(choice("--contenders <names>", contenders))
    .addOption(choice("--changes <names>", changes))
    .option("--toolbox <image>", "what containers run, and what this package works with", toolboxImage)
    .option("--limit <seconds>", "time for each operation, after which it is killed", positive, 120)
    .option("--at-once <count>", "cells that are measured at the same time; down times are true with one", positive, 1)
    .option("--json <file>", "write the results to a file, too")
    .action(compareChanges);

program.parseAsync().catch((error: unknown) => {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
});

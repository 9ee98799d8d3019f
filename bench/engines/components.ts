import type { Workload } from "./contender";
import { embeddedEngine } from "./embedded-engine";
import { pulumi } from "./pulumi";
import { median, printTable, spread } from "../table";
import { inTurn, present, secondsOf, VERBS } from "./turns";

/** What this package's component costs beyond the volume in it, and beyond the least that such a component could be. */
export async function components(volumes: number, rounds: number): Promise<void> {
    const all = await present([embeddedEngine, pulumi]);
    const programs: Workload["program"][] = ["volumes", "bare-components", "named-volumes"];
    const turns = all.flatMap((contender) =>
        programs.map((program) => ({ contender, workload: { volumes, mounts: 1, program } })),
    );
    const runs = await inTurn(turns, rounds);
    printTable(
        `${volumes} plain volumes, bare components and NamedVolumes: seconds (least - most), and how many times as long`,
        ["", "", ...VERBS],
        all.flatMap((contender, index) => {
            const [plain, bare, named] = runs.slice(programs.length * index, programs.length * (index + 1));
            const row = (run: (typeof runs)[number]): string[] =>
                VERBS.map((verb) => {
                    const times = secondsOf(run[verb]).map((value, round) => value / secondsOf(plain[verb])[round]);
                    return `${spread(secondsOf(run[verb]))}, x ${median(times).toFixed(1)}`;
                });
            return [
                [contender.name, "docker.Volume", ...VERBS.map((verb) => spread(secondsOf(plain[verb])))],
                ["", "bare component", ...row(bare)],
                ["", "NamedVolume", ...row(named)],
            ];
        }),
    );
}

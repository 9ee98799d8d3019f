import type { Workload } from "./contender";
import { embeddedEngine } from "./embedded-engine";
import { pulumi } from "./pulumi";
import { median, printTable, spread } from "./table";
import { inTurn, present, secondsOf, VERBS } from "./turns";

/** What this package's component costs beyond the volume in it. */
export async function components(volumes: number, rounds: number): Promise<void> {
    const all = await present([embeddedEngine, pulumi]);
    const programs: Workload["program"][] = ["volumes", "named-volumes"];
    const turns = all.flatMap((contender) =>
        programs.map((program) => ({ contender, workload: { volumes, mounts: 1, program } })),
    );
    const runs = await inTurn(turns, rounds);
    printTable(
        `${volumes} NamedVolumes and ${volumes} plain volumes: seconds (least - most), and the ratio`,
        ["", "", ...VERBS],
        all.flatMap((contender, index) => {
            const [plain, named] = runs.slice(2 * index, 2 * index + 2);
            const ratios = VERBS.map((verb) => {
                const each = secondsOf(named[verb]).map((value, round) => value / secondsOf(plain[verb])[round]);
                return median(each).toFixed(2);
            });
            return [
                [contender.name, "docker.Volume", ...VERBS.map((verb) => spread(secondsOf(plain[verb])))],
                ["", "NamedVolume", ...VERBS.map((verb) => spread(secondsOf(named[verb])))],
                ["", "ratio", ...ratios],
            ];
        }),
    );
}

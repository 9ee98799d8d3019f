import { compose } from "./compose";
import type { Workload } from "./contender";
import { embeddedEngine, embeddedEngineTypeScript } from "./embedded-engine";
import { pulumi } from "./pulumi";
import { median, printTable, spread } from "../table";
import { terraform } from "./terraform";
import type { Timing } from "./timed-run";
import { inTurn, present, secondsOf, VERBS } from "./turns";

/** Everyone makes the same volumes, and one container that mounts all of them. */
export async function peers(workload: Workload, rounds: number): Promise<void> {
    const all = await present([compose, embeddedEngine, embeddedEngineTypeScript, terraform, pulumi]);
    const runs = await inTurn(
        all.map((contender) => ({ contender, workload })),
        rounds,
    );
    const peer = all.includes(compose) ? runs[all.indexOf(compose)] : undefined;
    printTable(
        `${workload.volumes} volumes and a container that mounts them: seconds (least - most), and how many more than Compose`,
        ["", ...VERBS],
        all.map((contender, index) => [
            contender.name,
            ...VERBS.map((verb) => `${spread(secondsOf(runs[index][verb]))}${more(runs[index][verb], peer?.[verb])}`),
        ]),
    );
}

function more(own: Timing[], peer: Timing[] | undefined): string {
    if (peer === undefined || peer === own) return "";
    const seconds = median(secondsOf(own).map((value, round) => value - secondsOf(peer)[round]));
    return `, ${seconds < 0 ? "" : "+"}${seconds.toFixed(1)}`;
}

import type { Workload } from "./contender";
import { embeddedEngine } from "./embedded-engine";
import { median, printTable } from "../table";
import type { Timing } from "./timed-run";
import { inTurn, secondsOf, VERBS } from "./turns";

const MEBIBYTE = 1024 * 1024;

/** One mount only: what is to grow is the state, not the container. */
export async function growth(few: number, many: number, rounds: number): Promise<void> {
    const workloads = [few, many].map((volumes): Workload => ({ volumes, mounts: 1, program: "volumes" }));
    const [small, large] = await inTurn(
        workloads.map((workload) => ({ contender: embeddedEngine, workload })),
        rounds,
    );
    const milliseconds = (timings: Timing[], volumes: number) => (1000 * median(secondsOf(timings))) / volumes;
    printTable(
        "The embedded engine: milliseconds for each volume, and its largest memory",
        ["", `${few} volumes`, `${many} volumes`, "ratio", "memory with the most volumes"],
        VERBS.map((verb) => {
            const each = [milliseconds(small[verb], few), milliseconds(large[verb], many)];
            const memory = Math.max(...large[verb].map(({ peakMemoryBytes }) => peakMemoryBytes ?? NaN));
            return [
                verb,
                ...each.map((value) => value.toFixed(1)),
                (each[1] / each[0]).toFixed(2),
                `${Math.round(memory / MEBIBYTE)} MiB`,
            ];
        }),
    );
}

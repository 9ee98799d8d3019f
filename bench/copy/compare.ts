import { median, printTable, spread } from "../table";
import { DATA_SETS } from "./data-sets";
import { CopiedVolumes } from "./volumes";

/** What a change during the first copy amounts to. */
const CHANGE = "for i in 1 2 3; do echo changed > /from/changed-$i; done";

interface Round {
    /** cp -a, which checks nothing. */
    plain: number;
    /** The copy alone, as a gate makes it. */
    bulk: number;
    verify: number;
    /** What the writers wait for after a first copy: the rest and its verification. */
    down: number;
}

/** How long a copy takes beside `cp -a` on the same volumes, and how long writers stand still for it. */
export async function compareCopies({ rounds }: { rounds: number }): Promise<void> {
    const rows: string[][] = [];
    for (const { name, fill } of DATA_SETS) {
        const volumes = new CopiedVolumes();
        try {
            await volumes.fill(fill);
            const all: Round[] = [];
            for (let round = 1; round <= rounds; round++) {
                process.stderr.write(`${name}, round ${round} of ${rounds}\n`);
                all.push(await oneRound(volumes));
            }
            const column = (key: keyof Round): string => spread(all.map((each) => each[key]));
            const ratio = median(all.map(({ plain, bulk }) => plain / bulk)).toFixed(2);
            rows.push([name, column("plain"), column("bulk"), ratio, column("verify"), column("down")]);
        } finally {
            await volumes.removeAll();
        }
    }
    const columns = ["", "cp -a", "copy", "speed, cp -a = 1", "full check", "writers stand still"];
    printTable("Copying a volume: seconds (least - most), the start of the container included", columns, rows);
}

async function oneRound(volumes: CopiedVolumes): Promise<Round> {
    const copy = (phase: string): Promise<number> => volumes.timed("volume-tools", ["copy", phase]);
    await volumes.emptyCopy();
    const plain = await volumes.timed("sh", ["-c", "cp -a /from/. /to/ && sync -f /to"]);
    await volumes.emptyCopy();
    const bulk = await copy("whole");
    const verify = await copy("verify");
    await volumes.emptyCopy();
    await copy("first");
    await volumes.fill(CHANGE);
    return { plain, bulk, verify, down: (await copy("rest")) + (await copy("verify")) };
}

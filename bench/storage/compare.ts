import { median, printTable } from "../table";
import { makeImage, places, removeImage, timed } from "./places";

/** A name for the table, and that of the function in work.py. */
const works = (largeMebibytes: number): { name: string; work: string }[] => [
    { name: `first write of 4 KiB into a file of ${largeMebibytes} MiB that was there`, work: "first_write" },
    { name: "256 MiB in sequence", work: "sequential_write" },
    { name: "20,000 blocks of 4 KiB at random", work: "random_write" },
    { name: "5,000 new files of 4 KiB", work: "small_files" },
    { name: "stat, chmod, rename and unlink of 5,000 files", work: "metadata" },
];
/** What the others are compared with. */
const REFERENCE = "named volume";

/** What volumes are for: how long a container takes to write where its files can lie. Everything is synced to the disk. */
export async function compareStorage({
    rounds,
    nfs,
    large,
}: {
    rounds: number;
    nfs?: string;
    large: number;
}): Promise<void> {
    const all = await places(nfs);
    await makeImage(large);
    try {
        const rows: string[][] = [];
        for (const { name, work } of works(large)) {
            const seconds = new Map(all.map((place): [string, number[]] => [place.name, []]));
            for (let round = 1; round <= rounds; round++) {
                process.stderr.write(`${name}, round ${round} of ${rounds}\n`);
                for (const place of all) {
                    try {
                        seconds.get(place.name)?.push(await timed(work, await place.make(), large));
                    } finally {
                        await place.remove();
                    }
                }
            }
            const reference = median(seconds.get(REFERENCE) ?? []);
            rows.push([name, ...[...seconds.values()].map((one) => cell(median(one), reference))]);
        }
        const head = ["", ...all.map((place) => place.name)];
        printTable(`Work in a container: median seconds of ${rounds} rounds (${REFERENCE} = 1)`, head, rows);
    } finally {
        await removeImage();
    }
}

function cell(seconds: number, reference: number): string {
    return `${seconds.toPrecision(3)} (${(seconds / reference).toPrecision(2)})`;
}

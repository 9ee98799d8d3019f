import { Usage } from "./capacity";

/** What data/measure-usage.sh prints: lines of the mount's number, bytes of data, of metadata, of overhead. */
export function parseUsages(text: string): Map<number, Usage> {
    const lines = text.split("\n").map((line) => line.split(" ").map(Number));
    const sound = lines.filter((figures) => figures.length === 4 && figures.every(Number.isFinite));
    return new Map(
        sound.map(([number, dataBytes, metadataBytes, overheadBytes]) => [
            number,
            { dataBytes, metadataBytes, overheadBytes },
        ]),
    );
}

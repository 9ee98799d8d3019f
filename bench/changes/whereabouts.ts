import type { Checksums } from "./content";

/** From best to worst. `in place` is where the program says that the data is. */
export const PLACES = ["in place", "folder", "volume", "snapshot", "lost"] as const;
export type Whereabouts = (typeof PLACES)[number];

export interface Found {
    /** Where the program says. */
    inPlace: Checksums;
    /** In all folders of the run. */
    folders: Checksums[];
    /** In all volumes of the run; what is in archives has a path that begins with archive/. */
    volumes: Checksums[];
}

export interface DataState {
    /** The worst place at which a file is. */
    at: Whereabouts;
    lostBytes: number;
}

/** Where the files are now: in place means under the same path, elsewhere the content counts. */
export function dataState(written: Checksums, sizesBytes: Record<string, number>, found: Found): DataState {
    const has = (places: Checksums[], checksum: string, isArchive: boolean): boolean =>
        places.some((place) =>
            Object.entries(place).some(([path, one]) => one === checksum && path.startsWith("archive/") === isArchive),
        );
    const at = Object.entries(written).map(([path, checksum]): [string, Whereabouts] => {
        if (found.inPlace[path] === checksum) return [path, "in place"];
        if (has(found.volumes, checksum, false)) return [path, "volume"];
        if (has([...found.volumes, ...found.folders], checksum, true)) return [path, "snapshot"];
        return [path, has(found.folders, checksum, false) ? "folder" : "lost"];
    });
    const worst = Math.max(...at.map(([, place]) => PLACES.indexOf(place)));
    const lost = at.filter(([, place]) => place === "lost");
    return { at: PLACES[worst], lostBytes: lost.reduce((sum, [path]) => sum + sizesBytes[path], 0) };
}

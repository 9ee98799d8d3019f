import { Geometry } from "./geometry";

/** What a volume's content takes on disk, in bytes. */
export interface Usage {
    /** Bytes in the content of regular files, each file counted once. */
    dataBytes: number;
    /** Bytes allocated to folders, links and other entries that are not regular files. */
    metadataBytes: number;
    /** Bytes allocated to regular files beyond their content; below zero when files have holes. */
    overheadBytes: number;
}

/** capacity [bytes] = block size [bytes] x block count */
export function capacityBytes(geometry: Geometry): number {
    return geometry.blockSizeBytes * geometry.blockCount;
}

/** space used [bytes] = data + metadata + overhead [bytes] */
export function usedBytes(usage: Usage): number {
    return usage.dataBytes + usage.metadataBytes + usage.overheadBytes;
}

/** allocated to the data [bytes] = data + overhead [bytes] */
export function allocatedBytes(usage: Usage): number {
    return usage.dataBytes + usage.overheadBytes;
}

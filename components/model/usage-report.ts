import { Usage } from "./capacity";
import { FileSystem } from "./file-system";

/** What was found at one mount; a part is absent when it could not be told, or not in time. */
export interface Measurement {
    usage?: Usage;
    fileSystem?: FileSystem;
    /** Set if Docker says that there is no such volume. */
    isGone?: true;
}

type Figures<T> = Record<keyof T, "number" | "string">;

const USAGE: Figures<Usage> = { dataBytes: "number", metadataBytes: "number", overheadBytes: "number" };
const FILE_SYSTEM: Figures<FileSystem> = {
    type: "string",
    blockSizeBytes: "number",
    capacityBytes: "number",
    usedBytes: "number",
    freeBytes: "number",
    inodeCount: "number",
    freeInodeCount: "number",
};

/**
 * Reads lines of JSON, by the number of the mount that each is about. What is no such line is left out: the last one may have
 * been cut off. Source: volume-tools/measure.py.
 */
export function parseMeasurements(text: string): Map<number, Measurement> {
    const found = new Map<number, Measurement>();
    for (const line of text.split("\n")) {
        const { mount, usage, fileSystem, isGone } = asObject(line);
        if (typeof mount === "number") {
            found.set(mount, {
                ...found.get(mount),
                ...(isMadeOf<Usage>(USAGE, usage) && { usage }),
                ...(isMadeOf<FileSystem>(FILE_SYSTEM, fileSystem) && { fileSystem }),
                ...(isGone === true && { isGone }),
            });
        }
    }
    return found;
}

function asObject(line: string): Record<string, unknown> {
    try {
        return Object(JSON.parse(line)) as Record<string, unknown>;
    } catch {
        return {};
    }
}

function isMadeOf<T>(figures: Figures<T>, value: unknown): value is T {
    const given = Object(value) as Record<string, unknown>;
    return Object.entries(figures).every(([name, type]) => typeof given[name] === type);
}

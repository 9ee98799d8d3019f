/** How the data came to the volume that holds it now: what was copied, verified in content and metadata, or moved, and how long that took. */
export interface Migration {
    /** The Docker volume that had it before. */
    from: string;
    /** The Docker volume that holds the data since. */
    to: string;
    /** Content of all regular files; a file with several names counts once. */
    dataBytes: number;
    fileCount: number;
    /**
     * `sha256:` and a digest of every entry: path, type, mode, owner, time, links, extended attributes, ACLs and content. Undefined if the
     * data was not copied: that of a fixed name is moved out of its volume and into the next one.
     */
    checksum?: string;
    /** From the first byte to the end of the verification. */
    durationSeconds: number;
    /** How much of that the containers stood still which write to the volume. */
    downTimeSeconds: number;
    /** UTC, ISO 8601. */
    finishedAt: string;
}

/** Of what the gate prints: the name of the volume, and further lines that begin with a word each. Source: data/held.ts. */
export function volumeNameFrom(printed: string): string {
    return printed.split("\n", 1)[0];
}

/** Whether the volume is empty to begin with, though there was one before, because that is gone. */
export function beginsAnew(printed: string): boolean {
    return printed.split("\n").slice(1).includes("anew");
}

export function migrationFrom(printed: string): Migration | undefined {
    const prefix = "copied ";
    const line = printed.split("\n").find((text) => text.startsWith(prefix));
    return line === undefined ? undefined : (JSON.parse(line.slice(prefix.length)) as Migration);
}

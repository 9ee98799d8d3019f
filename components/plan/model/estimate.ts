/** How fast data was copied and compared, on the Docker host itself, just now. */
export interface CopyRate {
    bytesPerSecond: number;
    /** What a container of the toolbox takes to start and end. */
    startSeconds: number;
}

/** A migration runs up to three containers: a first copy, what changed since, the verification. One that moves data does, too. */
const CONTAINERS_PER_COPY = 3;

/** A sample is copied and compared once; a migration also goes over what changed, and reads many small files more often. */
const RESERVE = 2;

/** Seconds that a migration of so many bytes takes, rather more than less; whole ones, rounded up. */
export function estimatedSeconds(dataBytes: number, copies: number, rate: CopyRate): number {
    const copySeconds = dataBytes === 0 ? 0 : dataBytes / rate.bytesPerSecond;
    return Math.ceil(Math.max(copies, 1) * CONTAINERS_PER_COPY * rate.startSeconds + copies * RESERVE * copySeconds);
}

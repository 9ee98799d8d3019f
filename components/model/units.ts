/** Bytes in a mebibyte, the unit in which Docker's provider takes memory. */
export const BYTES_PER_MEBIBYTE = 1024 * 1024;

/** The largest size that a number holds exactly: 2^53 - 1 bytes, 8 PiB. */
export const MAX_BYTES = Number.MAX_SAFE_INTEGER;

/** Writes seconds as Go does ("1m30s"), so that what the daemon reads back equals what was asked. Whole milliseconds. */
export function goDuration(seconds: number): string {
    const milliseconds = Math.round(seconds * 1000);
    if (milliseconds < 1000) {
        return milliseconds === 0 ? "0s" : `${milliseconds}ms`;
    }
    const hours = Math.floor(milliseconds / 3_600_000);
    const minutes = Math.floor((milliseconds % 3_600_000) / 60_000);
    const rest = `${(milliseconds % 60_000) / 1000}s`;
    if (hours > 0) {
        return `${hours}h${minutes}m${rest}`;
    }
    return minutes > 0 ? `${minutes}m${rest}` : rest;
}

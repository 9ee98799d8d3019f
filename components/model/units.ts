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

/** The same without zeros at its end ("1m"), as the daemon's durations of services are read back. */
export function shortDuration(seconds: number): string {
    return goDuration(seconds).replace(/m0s$/, "m").replace(/h0m$/, "h");
}

const BINARY_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

/** Bytes in the largest IEC unit that leaves one or more, with two decimals at most: `1.5 GiB`. */
export function binaryBytes(bytes: number): string {
    const largest = BINARY_UNITS.length - 1;
    const rounded = (power: number): number => Math.round((bytes / 1024 ** power) * 100) / 100;
    let power = 0;
    while (power < largest && Math.abs(rounded(power)) >= 1024) power++;
    return `${rounded(power)} ${BINARY_UNITS[power]}`;
}

/** As `150 MiB/s`. */
export function binaryBytesPerSecond(bytesPerSecond: number): string {
    return `${binaryBytes(bytesPerSecond)}/s`;
}

/** A share in percent, with a decimal at most: 0.8125 is `81.3 %`. */
export function percent(share: number): string {
    return `${Math.round(share * 1000) / 10} %`;
}

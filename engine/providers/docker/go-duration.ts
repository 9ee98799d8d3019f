const NANOSECONDS: Readonly<Record<string, number>> = {
    ns: 1,
    us: 1e3,
    µs: 1e3,
    μs: 1e3,
    ms: 1e6,
    s: 1e9,
    m: 60e9,
    h: 3600e9,
};

/** A duration as Go writes it (`1h30m`, `1.5s`, `0`), in nanoseconds. */
export function parseDurationNanoseconds(text: string): number {
    let total = 0;
    for (const [, amount, unit] of text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)) {
        total += Number(amount) * NANOSECONDS[unit];
    }
    return Math.round(text.startsWith("-") ? -total : total);
}

/** Nanoseconds as Go's `Duration.String` writes them. */
export function formatDuration(nanoseconds: number): string {
    if (nanoseconds === 0) return "0s";
    if (nanoseconds < 1e3) return `${nanoseconds}ns`;
    if (nanoseconds < 1e6) return `${nanoseconds / 1e3}µs`;
    if (nanoseconds < 1e9) return `${nanoseconds / 1e6}ms`;
    const hours = Math.floor(nanoseconds / 3600e9);
    const minutes = Math.floor((nanoseconds % 3600e9) / 60e9);
    const seconds = `${(nanoseconds % 60e9) / 1e9}s`;
    if (hours > 0) return `${hours}h${minutes}m${seconds}`;
    return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const graphemes = new Intl.Segmenter("en");
const dateTime = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** As `1.2 s`, `340 ms` or `85 µs`. */
export function durationText(seconds: number): string {
    if (seconds >= 1 || seconds === 0) return `${number.format(seconds)} s`;
    return seconds >= 0.001 ? `${number.format(seconds * 1e3)} ms` : `${number.format(seconds * 1e6)} µs`;
}

/** In UTC: whoever reads a report may be anywhere. */
export function timeText(iso: string): string {
    return `${dateTime.format(new Date(iso))} UTC`;
}

export function countText(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** At most so many characters; what is left out is in the middle, because names often differ at their ends. */
export function shortened(text: string, characters: number): string {
    const all = [...graphemes.segment(text)].map(({ segment }) => segment);
    if (all.length <= characters) return text;
    const tail = Math.floor((characters - 1) / 2);
    return `${all.slice(0, characters - 1 - tail).join("")}…${all.slice(all.length - tail).join("")}`;
}

export function optional(figure: number | undefined, text: (figure: number) => string): string {
    return figure === undefined ? "not known" : text(figure);
}

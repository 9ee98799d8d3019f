import { EffectKind } from "./effects";
import { PlanReport, ReportedEffect } from "./plan-report";

const WORDS: Record<EffectKind, string> = {
    [EffectKind.Destroys]: "destroys data",
    [EffectKind.Migrates]: "migrates",
    [EffectKind.Snapshots]: "snapshots",
    [EffectKind.Retains]: "retains",
    [EffectKind.Detaches]: "detaches",
    [EffectKind.None]: "no effect",
};
const WIDTH = Math.max(...Object.values(WORDS).map((word) => word.length)) + 2;
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte"];

/** The plan as a person reads it: a line for each volume, worst first, and one for all that nothing happens to. */
export function planText({ effects, notes }: PlanReport): string {
    const told = effects.filter(({ effect, reason }) => effect !== EffectKind.None || reason !== "");
    const untouched = effects.filter((effect) => !told.includes(effect)).map(({ name }) => name);
    const lines = [
        ...told.map((effect) => `${WORDS[effect.effect].padEnd(WIDTH)}${described(effect)}`),
        ...(untouched.length > 0 ? [`${WORDS.none.padEnd(WIDTH)}${untouched.join(", ")}`] : []),
        ...notes.map((note) => `note: ${note}`),
    ];
    return ["What this does to data:", ...(lines.length > 0 ? lines : ["there are no volumes"])].join("\n    ") + "\n";
}

function described(effect: ReportedEffect): string {
    const { name, volume, reason } = effect;
    const place = volume === null || volume === name ? name : `${name} (volume ${volume})`;
    const facts = [sizeText(effect), timeText(effect)].filter(Boolean).join(", ");
    return `${place}: ${[facts, reason].filter(Boolean).join("; ")}`;
}

function sizeText({ dataBytes, isOnHost }: ReportedEffect): string {
    if (dataBytes === undefined) return "";
    if (isOnHost === false) return "not found on the Docker host";
    return dataBytes === null ? "size unknown" : bytesText(dataBytes);
}

function timeText({ estimatedSeconds, copyBytesPerSecond }: ReportedEffect): string {
    if (estimatedSeconds === undefined) return "";
    if (estimatedSeconds === null) return "time unknown";
    if (copyBytesPerSecond === undefined) return `about ${estimatedSeconds} s`;
    return `about ${estimatedSeconds} s (${bytesText(copyBytesPerSecond ?? 0)}/s measured, and as long again in reserve)`;
}

/** Three digits and a decimal unit, as `24.3 MB`. */
export function bytesText(bytes: number): string {
    const magnitude = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
    const format = { style: "unit", unit: UNITS[magnitude], maximumSignificantDigits: 3 } as const;
    const value = bytes / 1000 ** magnitude;
    return magnitude === 0 ? `${bytes} bytes` : new Intl.NumberFormat("en", format).format(value);
}

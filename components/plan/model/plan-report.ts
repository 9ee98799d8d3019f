import { Effect, EffectKind, WORST_FIRST, severity, worstOfEach } from "./effects";
import { CopyRate, estimatedSeconds } from "./estimate";

/** What one daemon could tell about the data there. */
export interface HostFacts {
    /** Every volume of the daemon; undefined when it could not be asked. */
    volumeNames: Set<string> | undefined;
    /** Content of all regular files of a volume, in bytes, where it could be measured. */
    dataBytes: Map<string, number>;
    rate?: CopyRate;
}

/** What happens to the data of one volume, for people and for tools. */
export interface ReportedEffect {
    effect: EffectKind;
    /** The component or resource, as the program names it. */
    name: string;
    /** The Docker volume that holds the data; null while that is not known. */
    volume: string | null;
    /** Of a BindMount: the folder on the Docker host. */
    folder?: string;
    /** As in DOCKER_HOST; left out where the environment says. */
    dockerHost?: string;
    /** Content of all regular files, measured now; null where it is not known. Left out where nothing happens to it. */
    dataBytes?: number | null;
    /** Whether the Docker host has that volume at all; null where it could not be asked. */
    isOnHost?: boolean | null;
    /** Of a migration: seconds, rounded up, from the rate below and as long again in reserve; null where it is not known. */
    estimatedSeconds?: number | null;
    /** Of a migration that copies: bytes copied and compared in a second, measured now on the Docker host. */
    copyBytesPerSecond?: number | null;
    reason: string;
}

/** What a preview does to data. */
export interface PlanReport {
    version: 1;
    worst: EffectKind;
    /** Worst first. */
    effects: ReportedEffect[];
    /** What could not be told. */
    notes: string[];
}

export function planReport(effects: Effect[], notes: string[], factsOf: (effect: Effect) => HostFacts): PlanReport {
    const reported = worstOfEach(effects).map((effect) => reportedEffect(effect, factsOf(effect)));
    reported.sort((one, other) => order(one) - order(other) || (other.dataBytes ?? 0) - (one.dataBytes ?? 0));
    return { version: 1, worst: reported.at(0)?.effect ?? EffectKind.None, effects: reported, notes };
}

function order({ effect }: ReportedEffect): number {
    return severity({ kind: effect });
}

/** Whether the report holds an effect that is as bad as that, or worse. */
export function isAtLeast(report: PlanReport, limit: EffectKind): boolean {
    return WORST_FIRST.indexOf(report.worst) <= WORST_FIRST.indexOf(limit);
}

function reportedEffect(effect: Effect, { volumeNames, dataBytes, rate }: HostFacts): ReportedEffect {
    const { kind, name, volumes, folder, host, reason } = effect;
    const volume = volumes.find((place) => volumeNames?.has(place)) ?? volumes.at(0) ?? null;
    const place = { name, volume, folder, dockerHost: host.address || undefined };
    if (kind === EffectKind.None || folder !== undefined) return { effect: kind, ...place, reason };
    const isOnHost = volumeNames === undefined || volume === null ? null : volumeNames.has(volume);
    const isMoved = kind === EffectKind.Migrates || kind === EffectKind.Snapshots;
    if (isOnHost === false && isMoved) {
        return {
            effect: EffectKind.None,
            ...place,
            isOnHost,
            reason: "the volume is gone already: there is nothing to save",
        };
    }
    const bytes = volume === null ? undefined : dataBytes.get(volume);
    return {
        effect: kind,
        ...place,
        dataBytes: bytes ?? null,
        isOnHost,
        ...(kind === EffectKind.Migrates && {
            estimatedSeconds: bytes === undefined || !rate ? null : estimatedSeconds(bytes, effect.copies ?? 1, rate),
        }),
        ...(kind === EffectKind.Migrates &&
            effect.copies !== 0 && { copyBytesPerSecond: rate ? Math.round(rate.bytesPerSecond) : null }),
        reason,
    };
}

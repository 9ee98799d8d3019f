import { Daemon } from "./daemon";
import { anonymousVolumeEffects, unknownAnonymousVolumes } from "./model/anonymous-volumes";
import { DockerHost, Effect, EffectKind, worstOfEach } from "./model/effects";
import { HostFacts, PlanReport, planReport } from "./model/plan-report";
import { PlannedEffects } from "./model/plan";

const NOTHING_KNOWN: HostFacts = { volumeNames: undefined, dataBytes: new Map() };

type There = Pick<PlannedEffects, "effects" | "containers">;

interface MeasuredHost {
    facts: HostFacts;
    effects: Effect[];
    notes: string[];
}

/**
 * Asks each daemon how much data there is; what cannot be asked is reported as unknown.
 *
 * @param limitSeconds how long one measurement may take
 */
export async function measuredPlan(planned: PlannedEffects, limitSeconds: number): Promise<PlanReport> {
    const hosts = new Map<string, There & { host: DockerHost }>();
    const on = (host: DockerHost): There => {
        const key = JSON.stringify(host.address ?? null);
        const known = hosts.get(key) ?? { host, effects: [], containers: [] };
        hosts.set(key, known);
        return known;
    };
    planned.effects.forEach((effect) => on(effect.host).effects.push(effect));
    planned.containers.forEach((container) => on(container.host).containers.push(container));
    const measured = new Map<string | undefined, MeasuredHost>();
    await Promise.all(
        [...hosts.values()].map(async ({ host, ...there }) =>
            measured.set(host.address, await onHost(host, there, limitSeconds)),
        ),
    );
    const all = [...measured.values()];
    return planReport(
        all.flatMap(({ effects }) => effects),
        [...planned.notes, ...all.flatMap(({ notes }) => notes)],
        ({ host }) => measured.get(host.address)?.facts ?? NOTHING_KNOWN,
    );
}

async function onHost(host: DockerHost, planned: There, limitSeconds: number): Promise<MeasuredHost> {
    const { containers } = planned;
    if (containers.length === 0 && planned.effects.every(({ kind }) => kind === EffectKind.None)) {
        return { facts: NOTHING_KNOWN, effects: planned.effects, notes: [] };
    }
    const withAnonymous = (known?: Map<string, string[]>): Effect[] => [
        ...planned.effects,
        ...containers.flatMap((container) =>
            anonymousVolumeEffects(container, known && (known.get(container.id) ?? [])),
        ),
    ];
    const unknown = (reason: string): MeasuredHost => ({
        facts: NOTHING_KNOWN,
        effects: withAnonymous(),
        notes: [reason, ...unknownAnonymousVolumes(containers)],
    });
    if (host.address === undefined) return unknown("sizes are unknown: the Docker host is secret, or not known yet");
    const daemon = new Daemon(host, limitSeconds);
    try {
        const volumeNames = await daemon.volumeNames();
        const effects = withAnonymous(await daemon.anonymousVolumes(containers.map(({ id }) => id)));
        return { facts: await factsOf(daemon, effects, volumeNames), effects, notes: [] };
    } catch (error) {
        const where = host.address === "" ? "" : ` at ${host.address}`;
        return unknown(`sizes are unknown: the Docker daemon${where} could not be asked (${complaintOf(error)})`);
    }
}

async function factsOf(daemon: Daemon, effects: Effect[], volumeNames: Set<string>): Promise<HostFacts> {
    const placeOf = ({ volumes }: Effect): string[] => volumes.filter((name) => volumeNames.has(name)).slice(0, 1);
    // A server that does not answer would hold up the mount, and then the daemon.
    const measurable = worstOfEach(effects).filter(({ kind, isRemote }) => kind !== EffectKind.None && !isRemote);
    const names = [...new Set(measurable.flatMap(placeOf))];
    if (names.length === 0) return { volumeNames, dataBytes: new Map() };
    const usages = await daemon.usages(names);
    const dataBytes = new Map([...usages].map(([name, usage]) => [name, usage.dataBytes]));
    const migrating = measurable.filter(({ kind }) => kind === EffectKind.Migrates).flatMap(placeOf);
    const largest = migrating
        .filter((name) => dataBytes.has(name))
        .sort((one, other) => dataBytes.get(other)! - dataBytes.get(one)!)
        .at(0);
    return { volumeNames, dataBytes, rate: largest === undefined ? undefined : await daemon.copyRate(largest) };
}

/** The last line that `docker` printed, or what else went wrong. */
function complaintOf(error: unknown): string {
    const { stderr, message } = error as Error & { stderr?: string };
    return (stderr ?? "").trim().split("\n").pop() || message;
}

/** What an update or a destroy does to data, worst first. */
export enum EffectKind {
    /** The data is gone afterwards. */
    Destroys = "destroys",
    /** The data is copied to another volume and verified. */
    Migrates = "migrates",
    /** The data is saved to a verified snapshot, and its volume deleted. */
    Snapshots = "snapshots",
    /** The volume leaves the stack and stays on the Docker host, with its data. */
    Retains = "retains",
    /** The data stays where it is, but something mounts it no more. */
    Detaches = "detaches",
    /** Nothing changes, or only what describes the volume. */
    None = "none",
}

export const WORST_FIRST = Object.values(EffectKind);

/** The daemon that has the data, and the image that measures it there. */
export interface DockerHost {
    /** As in DOCKER_HOST. Empty: what the environment says. Undefined: secret, or known only later. */
    address: string | undefined;
    /** The folder with the certificates for TLS, if there is one. */
    certPath?: string;
    toolboxImage: string;
}

/** What happens to the data of one volume. */
export interface Effect {
    kind: EffectKind;
    /** The component or resource, as the program names it; the Docker name of what no program declares. */
    name: string;
    /** Where the data may be, likeliest first; none while the name of the volume is not known. */
    volumes: string[];
    /** Of a BindMount: the folder of the Docker host. */
    folder?: string;
    host: DockerHost;
    reason: string;
    /** How many times a migration copies the data: twice when it has to be set aside and is not only moved. Default: 1. */
    copies?: number;
    /** Set where mounting the volume to measure it could hang: the data is on a server. */
    isRemote?: boolean;
}

/** The worst of what happens to the same data; the reasons of all that is as bad. */
export function worstOfEach(effects: Effect[]): Effect[] {
    const worst = new Map<string, Effect>();
    for (const effect of effects) {
        const place = effect.volumes.at(0) ?? effect.folder ?? effect.name;
        const key = JSON.stringify([effect.host.address, place]);
        const known = worst.get(key);
        if (known === undefined || severity(effect) < severity(known)) {
            worst.set(key, effect);
        } else if (effect.kind === known.kind && !known.reason.includes(effect.reason)) {
            worst.set(key, { ...known, reason: `${known.reason}; ${effect.reason}` });
        }
    }
    return [...worst.values()].sort(
        (one, other) => severity(one) - severity(other) || (one.name < other.name ? -1 : 1),
    );
}

export function severity({ kind }: Pick<Effect, "kind">): number {
    return WORST_FIRST.indexOf(kind);
}

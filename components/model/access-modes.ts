/** Which containers may mount a volume, in the words of Kubernetes, which counts nodes and pods where this counts containers. */
export enum AccessMode {
    /** Any number of containers reads and writes. */
    ReadWriteMany = "ReadWriteMany",
    /** One container writes, any number reads. */
    ReadWriteOnce = "ReadWriteOnce",
    /** One container alone mounts it. */
    ReadWriteOncePod = "ReadWriteOncePod",
    /** Containers only read. What the package itself does, seeding and restoring, is not counted. */
    ReadOnlyMany = "ReadOnlyMany",
}

/** A container that mounts a volume, or a service whose tasks do. */
export interface VolumeUser {
    /** As in `container app`. */
    title: string;
    writes: boolean;
    /** Containers that it may have at the same time. */
    containers: number;
}

/** Why a container may not mount a volume besides those that do, and what to do about it; nothing if it may. */
export function accessProblem(mode: AccessMode, user: VolumeUser, others: VolumeUser[]): string | undefined {
    const writer = others.find((other) => other.writes);
    const several = user.containers > 1 ? `${user.title} may have ${user.containers} containers at the same time` : "";
    switch (mode) {
        case AccessMode.ReadWriteMany:
            return undefined;
        case AccessMode.ReadWriteOnce:
            if (user.writes && writer) return `${writer.title} mounts it read-write already: set readOnly`;
            return user.writes && several ? `${several}: set readOnly, or have one at most` : undefined;
        case AccessMode.ReadWriteOncePod:
            if (others.length > 0) return `${others[0].title} mounts it already: remove one of the two`;
            return several ? `${several}: have one at most` : undefined;
        case AccessMode.ReadOnlyMany:
            return user.writes ? "no container may write to it: set readOnly" : undefined;
    }
}

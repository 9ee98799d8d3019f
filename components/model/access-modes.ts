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

/** A container that mounts a volume. */
export interface VolumeUser {
    container: string;
    writes: boolean;
}

/** Why a container may not mount a volume besides those that do, and what to do about it; nothing if it may. */
export function accessProblem(mode: AccessMode, user: VolumeUser, others: VolumeUser[]): string | undefined {
    const writer = others.find((other) => other.writes);
    switch (mode) {
        case AccessMode.ReadWriteMany:
            return undefined;
        case AccessMode.ReadWriteOnce:
            return user.writes && writer
                ? `container ${writer.container} mounts it read-write already: set readOnly`
                : undefined;
        case AccessMode.ReadWriteOncePod:
            return others.length > 0
                ? `container ${others[0].container} mounts it already: remove one of the two`
                : undefined;
        case AccessMode.ReadOnlyMany:
            return user.writes ? "no container may write to it: set readOnly" : undefined;
    }
}

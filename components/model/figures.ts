/** Where a figure comes from. */
export enum FigureSource {
    /** What the program states; nothing holds the volume to it. */
    Declared = "declared",
    /** What follows from declared figures. */
    Computed = "computed",
    /** What the volume's driver holds it to. */
    Enforced = "enforced",
    /** What was found on the Docker host. */
    Measured = "measured",
}

/** What says whether a volume's driver holds it to a size. */
interface SizedVolume {
    driver: string;
    driverOpts: Record<string, unknown>;
    hasFixedName: boolean;
}

/** A declared capacity is enforced where the driver holds the volume to just that many bytes. */
export function capacitySource(capacityBytes: number | undefined, volume: SizedVolume): FigureSource {
    const isHeld = capacityBytes !== undefined && heldToBytes(volume) === capacityBytes;
    return isHeld ? FigureSource.Enforced : FigureSource.Declared;
}

function heldToBytes({ driver, driverOpts, hasFixedName }: SizedVolume): number | undefined {
    const { type, o, size } = driverOpts;
    if (driver !== "local") return bytesOf(size);
    if (type === "tmpfs") return bytesOf(/^(?:.*,)?size=([^,]*)/.exec(String(o))?.[1]);
    // Docker sets its quota on a folder of its own, which a file system of the options covers; and holds only the first
    // volume of a name to it, until it is started again: https://github.com/moby/moby/issues/43891
    return type === undefined && !hasFixedName ? bytesOf(size) : undefined;
}

const POWERS = ["", "k", "m", "g", "t", "p"];

/** Of a size as Docker and the kernel take it, whose units are powers of 1024: `67108864`, `64m`, `64MiB`. */
function bytesOf(size: unknown): number | undefined {
    const found = /^(\d+) ?([kmgtp]?)(?:i?b)?$/.exec(String(size).toLowerCase());
    return found === null ? undefined : Number(found[1]) * 1024 ** POWERS.indexOf(found[2]);
}

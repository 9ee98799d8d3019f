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

/** The driver holds a volume to a size when its options carry one: `size` itself, or `size=` among the mount options. */
export function capacitySource(driverOpts: Record<string, unknown>): FigureSource {
    const mountOptions = typeof driverOpts.o === "string" ? driverOpts.o.split(",") : [];
    const sized = driverOpts.size !== undefined || mountOptions.some((option) => option.startsWith("size="));
    return sized ? FigureSource.Enforced : FigureSource.Declared;
}

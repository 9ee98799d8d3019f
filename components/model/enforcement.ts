import { isTmpfs } from "./driver-options";
import { Arguments, trueOrFalse } from "./validation";

/** Below this an ext4 file system is little but tables. */
const MIN_DISK_BYTES = 16 * 1024 * 1024;
/** A file system's block, as disks have it. */
const BLOCK_BYTES = 4096;

/** How a volume is held to its capacity. */
export enum CapacityEnforcement {
    /** The size of a tmpfs, which the kernel holds it to. */
    Tmpfs = "tmpfs",
    /** Docker's own `size` of a volume: a project quota of the XFS or ext4 that its data lies on. */
    ProjectQuota = "project-quota",
    /** A disk image on the Docker host, with a file system of its own. */
    DiskImage = "disk-image",
}

export function checkEnforcement(args: Arguments): void {
    args.check("enforceCapacity", trueOrFalse);
    args.requirePlain("enforceCapacity");
    if (args.get("enforceCapacity") !== true) {
        return;
    }
    const geometry = args.object("geometry");
    if (geometry === undefined) {
        args.add("enforceCapacity", "there is no capacity to enforce: give a geometry");
        return;
    }
    const [size, count] = [geometry.get("blockSizeBytes"), geometry.get("blockCount")];
    const capacity = typeof size === "number" && typeof count === "number" ? size * count : undefined;
    if (capacity !== undefined && capacity % BLOCK_BYTES !== 0) {
        args.add(
            "geometry",
            `block size x block count is ${capacity} bytes: an enforced capacity is a multiple of ${BLOCK_BYTES}`,
        );
    }
    if (isTmpfs(args)) {
        return;
    }
    if (capacity !== undefined && capacity < MIN_DISK_BYTES) {
        args.add(
            "geometry",
            `block size x block count is ${capacity} bytes: an enforced capacity is ${MIN_DISK_BYTES} at least`,
        );
    }
    if ((args.get("driver") ?? "local") !== "local") {
        args.add(
            "enforceCapacity",
            "only the local driver's volumes can be held to a capacity: leave the driver to it",
        );
    }
    if (args.isGiven("driverOpts")) {
        args.add(
            "enforceCapacity",
            "the driver options say already where the data lies: remove them, or give those of a tmpfs",
        );
    }
}

/** The options of a tmpfs that is held to a size. */
export function sizedTmpfs(driverOpts: Record<string, string>, capacityBytes: number): Record<string, string> {
    const { o = "" }: { o?: string } = driverOpts;
    const given = o.split(",").filter((option) => option !== "" && !option.startsWith("size="));
    return { ...driverOpts, o: [...given, `size=${capacityBytes}`].join(",") };
}

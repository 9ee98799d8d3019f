import { Arguments, seconds, wholeNumber } from "./validation";

/** The declared size and speed of a volume, as a block device would state it. */
export interface Geometry {
    /** Bytes in one block; a whole number from 1. */
    blockSizeBytes: number;
    /** Blocks on the volume; a whole number from 1. */
    blockCount: number;
    /** Seconds it takes to transfer all of the blocks once; more than 0. Without it there is no throughput figure. */
    latencySeconds?: number;
}

export function checkGeometry(args: Arguments): void {
    const geometry = args.object("geometry");
    if (geometry === undefined) {
        return;
    }
    geometry.require("blockSizeBytes", wholeNumber("a whole number of bytes", 1));
    geometry.require("blockCount", wholeNumber("a whole number of blocks", 1));
    geometry.check("latencySeconds", seconds(0, true));
    geometry.requirePlain("blockSizeBytes", "blockCount", "latencySeconds");
    geometry.refuseOthers();
    const size = geometry.get("blockSizeBytes");
    const count = geometry.get("blockCount");
    if (Number.isSafeInteger(size) && Number.isSafeInteger(count)) {
        const capacity = (size as number) * (count as number);
        if (capacity > Number.MAX_SAFE_INTEGER) {
            args.add("geometry", "block size x block count is beyond 2^53 - 1 bytes: give fewer or smaller blocks");
        }
        const latency = geometry.get("latencySeconds");
        if (typeof latency === "number" && latency > 0 && !Number.isFinite(capacity / latency)) {
            geometry.add("latencySeconds", "capacity / latency is beyond what a number holds: give more seconds");
        }
    }
}

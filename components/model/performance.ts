import { BYTES_PER_MEBIBYTE } from "./units";
import { Arguments, multipleOf, seconds, text, wholeNumber } from "./validation";

/** How the speed of a volume is measured. The test runs once, and again when the volume or any of this is another. */
export interface PerformanceTest {
    /** Bytes in one read or write, a multiple of 512 up to 16 MiB. Default: 1 MiB in sequence, 4096 at random. */
    blockSizeBytes?: number;
    /** Reads or writes that are on their way at a time, up to 1024. Default: 1. */
    queueDepth?: number;
    /** Bytes in the file that is written for the test, at least one block. Default: 64 MiB; never more than a quarter of what is free. */
    sizeBytes?: number;
    /** Seconds after which each of the four parts ends, if it is not through the file yet; up to 3600. Default: 5. */
    runtimeSeconds?: number;
    /** For another measurement: any value that was not there before, the time, say. */
    requestedAt?: string;
}

/** Seconds from the beginning of a read or write to its end. */
export interface Latency {
    mean: number;
    /** 99 of 100 took no longer. */
    p99: number;
}

/** How fast one way to read or write is. */
export interface Speed {
    /** Bytes in one read or write. */
    blockSizeBytes: number;
    bytesPerSecond: number;
    /** Reads or writes in a second. */
    iops: number;
    latencySeconds: Latency;
}

/** How fast a volume was when that was measured; nothing but the problem when it could not be. */
export interface Performance {
    /** UTC, ISO 8601. */
    measuredAt: string;
    /** What kept it from being measured, a volume that is too full, say. */
    problem?: string;
    /** Bytes in the file of the test, as far as there was time to write it. */
    sizeBytes?: number;
    /** 1 if not direct, since nothing is queued then. */
    queueDepth?: number;
    /**
     * Whether the kernel's cache was passed by. Where the file system cannot, each write counts once it is on the disk, and
     * reads may come out of the cache.
     */
    direct?: boolean;
    sequentialRead?: Speed;
    sequentialWrite?: Speed;
    randomRead?: Speed;
    randomWrite?: Speed;
}

/** What is handed to volume-tools/performance.py. */
interface TestParameters {
    sequentialBlockSizeBytes: number;
    randomBlockSizeBytes: number;
    queueDepth: number;
    sizeBytes: number;
    runtimeSeconds: number;
}

const SECTOR_BYTES = 512;
const SEQUENTIAL_BLOCK_BYTES = BYTES_PER_MEBIBYTE;
const RANDOM_BLOCK_BYTES = 4096;
const MAX_BLOCK_BYTES = 16 * BYTES_PER_MEBIBYTE;
const SIZE_BYTES = 64 * BYTES_PER_MEBIBYTE;
const RUNTIME_SECONDS = 5;
const MAX_RUNTIME_SECONDS = 3600;
const PARTS = 4;
/** For all that is not one of the parts: the last block may be a slow one. */
const SPARE_SECONDS = 120;

export function testParameters(test: PerformanceTest): TestParameters {
    return {
        sequentialBlockSizeBytes: test.blockSizeBytes ?? SEQUENTIAL_BLOCK_BYTES,
        randomBlockSizeBytes: test.blockSizeBytes ?? RANDOM_BLOCK_BYTES,
        queueDepth: test.queueDepth ?? 1,
        sizeBytes: test.sizeBytes ?? SIZE_BYTES,
        runtimeSeconds: test.runtimeSeconds ?? RUNTIME_SECONDS,
    };
}

/** When the test is given up, because a server does not answer, say. */
export function limitSeconds(test: PerformanceTest): number {
    return PARTS * testParameters(test).runtimeSeconds + SPARE_SECONDS;
}

export function performanceFrom(printed: string): Performance {
    return JSON.parse(printed) as Performance;
}

export function checkPerformance(args: Arguments, isMountedReadOnly = false): void {
    const test = args.object("performance");
    if (test === undefined) {
        return;
    }
    test.check("blockSizeBytes", multipleOf(SECTOR_BYTES, SECTOR_BYTES, MAX_BLOCK_BYTES));
    test.check("queueDepth", wholeNumber("a whole number of reads or writes", 1, 1024));
    test.check(
        "sizeBytes",
        wholeNumber("a whole number of bytes", (test.get("blockSizeBytes") as number) || SEQUENTIAL_BLOCK_BYTES),
    );
    test.check("runtimeSeconds", seconds(0, true, MAX_RUNTIME_SECONDS));
    test.check("requestedAt", text);
    test.refuseOthers();
    if (isMountedReadOnly) {
        args.add("performance", "the volume is mounted read-only, and a test has to write: drop one of them");
    }
}

import { capacityBytes } from "./capacity";
import { Geometry } from "./geometry";

/** throughput [bytes/second] = block size [bytes] x block count / latency [seconds]; none without a latency. */
export function throughputBytesPerSecond(geometry: Geometry): number | undefined {
    return transferRate(capacityBytes(geometry), geometry.latencySeconds);
}

/** throughput [bytes/second] = capacity [bytes] / latency [seconds]; none without either. */
export function transferRate(capacity: number | undefined, latencySeconds: number | undefined): number | undefined {
    return capacity === undefined || latencySeconds === undefined ? undefined : capacity / latencySeconds;
}

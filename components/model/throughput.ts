import { capacityBytes } from "./capacity";
import { Geometry } from "./geometry";

/** throughput [bytes/second] = block size [bytes] x block count / latency [seconds]; none without a latency. */
export function throughputBytesPerSecond(geometry: Geometry): number | undefined {
    return geometry.latencySeconds === undefined ? undefined : capacityBytes(geometry) / geometry.latencySeconds;
}

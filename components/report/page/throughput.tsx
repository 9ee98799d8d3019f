import { VNode } from "preact";
import { binaryBytesPerSecond } from "../../model/units";
import { Host } from "../model/sharing";
import { Storage } from "../model/storages";
import { Bar } from "./bar";
import { optional } from "./capacity";
import { FiguresTable } from "./table";
import { durationText } from "./words";

/** How fast volumes should be, and how fast they were found to be. */
export function Throughput({ hosts }: { hosts: Host[] }): VNode {
    const known = hosts.flatMap(({ storages }) => storages).filter(({ figures }) => isKnown(figures));
    return (
        <section aria-labelledby="throughput">
            <h2 id="throughput">Throughput: measured against declared</h2>
            {known.length === 0 && <p>No throughput is declared (a geometry with a latency), and none was measured.</p>}
            <ul class="measures">
                {known.map((storage, index) => (
                    <StorageThroughput storage={storage} id={`throughput-${index + 1}`} />
                ))}
            </ul>
            {known.length > 0 && (
                <FiguresTable
                    caption="Throughput"
                    columns={["Volume or folder", "Access", "Throughput", "Reads or writes per second", "Mean latency"]}
                    rows={known.flatMap(rowsOf)}
                />
            )}
        </section>
    );
}

function isKnown({ throughputBytesPerSecond, speeds, speedProblem }: Storage["figures"]): boolean {
    return throughputBytesPerSecond !== undefined || speeds.length > 0 || speedProblem !== undefined;
}

function StorageThroughput({ storage, id }: { storage: Storage; id: string }): VNode {
    const { throughputBytesPerSecond: declared, speeds, speedProblem, sources } = storage.figures;
    const source = sources.throughputBytesPerSecond ?? "declared";
    const rates = [
        ...(declared === undefined ? [] : [{ label: source, rate: declared, isMeasured: false }]),
        ...speeds.map(({ access, bytesPerSecond }) => ({
            label: `${access}, measured`,
            rate: bytesPerSecond,
            isMeasured: true,
        })),
    ];
    const fastest = Math.max(...rates.map(({ rate }) => rate));
    return (
        <li>
            <h3>{storage.name}</h3>
            <div class="rates">
                {rates.map(({ label, rate, isMeasured }, index) => (
                    <>
                        <span>{label}</span>
                        <span class="value">{binaryBytesPerSecond(rate)}</span>
                        <Bar
                            id={`${id}-${index + 1}`}
                            class={isMeasured ? undefined : "is-declared"}
                            text={`${storage.name}, ${label}: ${binaryBytesPerSecond(rate)}`}
                            value={rate}
                            whole={fastest}
                        />
                    </>
                ))}
            </div>
            {declared === undefined && <p class="aside">Nothing declared.</p>}
            {speeds.length === 0 && <p class="aside">Not measured{speedProblem && `: ${speedProblem}`}.</p>}
        </li>
    );
}

function rowsOf({ name, figures }: Storage): string[][] {
    const { throughputBytesPerSecond: declared, speeds, sources } = figures;
    const source = sources.throughputBytesPerSecond ?? "declared";
    return [
        ...(declared === undefined ? [] : [[name, source, binaryBytesPerSecond(declared), "", ""]]),
        ...speeds.map(({ access, bytesPerSecond, iops, meanLatencySeconds }) => [
            name,
            `${access}, measured`,
            binaryBytesPerSecond(bytesPerSecond),
            optional(iops, (value) => value.toFixed(0)),
            optional(meanLatencySeconds, durationText),
        ]),
    ];
}

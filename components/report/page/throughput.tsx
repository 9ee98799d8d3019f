import { VNode } from "preact";
import { binaryBytesPerSecond } from "../../model/units";
import { Host } from "../model/sharing";
import { Storage } from "../model/storages";
import { Bar } from "./bar";
import { FiguresTable } from "./table";
import { durationText, optional, timeText } from "./words";

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
    const { throughputBytesPerSecond: declared, speeds, speedProblem, speedsMeasuredAt, sources } = storage.figures;
    const source = sources.throughputBytesPerSecond ?? "declared";
    const fastest = Math.max(declared ?? 0, ...speeds.map(({ bytesPerSecond }) => bytesPerSecond));
    return (
        <li>
            <h3>{storage.name}</h3>
            {declared === undefined ? (
                <p class="aside">Nothing declared.</p>
            ) : (
                <Rate
                    id={`${id}-declared`}
                    of={storage.name}
                    label={source}
                    rate={declared}
                    whole={fastest}
                    isDeclared
                />
            )}
            {speeds.length === 0 ? (
                <p class="aside">Not measured{speedProblem && `: ${speedProblem}`}.</p>
            ) : (
                <p class="aside">Measured{speedsMeasuredAt && ` on ${timeText(speedsMeasuredAt)}`}:</p>
            )}
            {speeds.map(({ access, bytesPerSecond }, index) => (
                <Rate
                    id={`${id}-${index + 1}`}
                    of={storage.name}
                    label={access}
                    rate={bytesPerSecond}
                    whole={fastest}
                />
            ))}
        </li>
    );
}

interface RateProps {
    id: string;
    of: string;
    label: string;
    rate: number;
    /** What would fill its bar. */
    whole: number;
    isDeclared?: boolean;
}

function Rate({ id, of, label, rate, whole, isDeclared }: RateProps): VNode {
    const text = binaryBytesPerSecond(rate);
    return (
        <>
            <p class="rate">
                <span>{label}</span>
                <span class="value">{text}</span>
            </p>
            <Bar
                id={id}
                class={isDeclared ? "is-declared" : undefined}
                text={`${of}, ${isDeclared ? label : `${label}, measured`}: ${text}`}
                value={rate}
                whole={whole}
            />
        </>
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

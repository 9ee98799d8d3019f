import { scaleLinear, scalePoint } from "d3-scale";
import { CurveFactory, curveLinear, curveStepAfter, line } from "d3-shape";
import { VNode } from "preact";
import { binaryBytes } from "../../model/units";
import { Picture } from "./picture";

/** What one volume was like after one update. */
export interface Moment {
    /** The update's number. */
    number: number;
    usedBytes?: number;
    capacityBytes?: number;
}

/** Small enough for a phone; on a desk there are several beside each other. */
const WIDTH = 320;
const HEIGHT = 160;
const MARGIN = { top: 10, right: 12, bottom: 34, left: 66 };
const BOTTOM = HEIGHT - MARGIN.bottom;
const RIGHT = WIDTH - MARGIN.right;
const VERTICAL_TICKS = 4;
const HORIZONTAL_TICKS = 6;
const KIBI = 1024;

interface HistoryChartProps {
    id: string;
    title: string;
    moments: Moment[];
}

/** Used and declared bytes over the updates of a stack. */
export function HistoryChart({ id, title, moments }: HistoryChartProps): VNode {
    const most = Math.max(
        1,
        ...moments.flatMap(({ usedBytes, capacityBytes }) => [usedBytes ?? 0, capacityBytes ?? 0]),
    );
    // In the unit that the labels have, so that they are round; one that leaves a few, or they would have decimals.
    const unit = KIBI ** Math.max(0, Math.floor(Math.log2(most / VERTICAL_TICKS) / Math.log2(KIBI)));
    const unitName = binaryBytes(unit).split(" ")[1];
    const y = scaleLinear([0, most / unit], [BOTTOM, MARGIN.top]).nice(VERTICAL_TICKS);
    const numbers = moments.map(({ number }) => number);
    const x = scalePoint(numbers, [MARGIN.left, RIGHT]).padding(0.5);
    const labelled = scaleLinear([numbers[0], numbers[numbers.length - 1]], [0, 1]).ticks(HORIZONTAL_TICKS);
    const pathOf = (figure: "usedBytes" | "capacityBytes", curve: CurveFactory): string =>
        line<Moment>()
            .defined((moment) => moment[figure] !== undefined)
            .x(({ number }) => x(number) ?? 0)
            .y((moment) => y((moment[figure] ?? 0) / unit))
            .curve(curve)(moments) ?? "";
    return (
        <Picture id={id} class="chart" title={title} description={described(moments)} width={WIDTH} height={HEIGHT}>
            {y.ticks(VERTICAL_TICKS).map((tick) => (
                <g class="tick">
                    <path d={`M${MARGIN.left},${y(tick)} H${RIGHT}`} />
                    <text x={MARGIN.left - 6} y={y(tick) + 4} text-anchor="end">
                        {`${tick} ${unitName}`}
                    </text>
                </g>
            ))}
            {numbers
                .filter((number) => labelled.includes(number))
                .map((number) => (
                    <text x={x(number)} y={BOTTOM + 15} text-anchor="middle">
                        {number}
                    </text>
                ))}
            <text x={(MARGIN.left + RIGHT) / 2} y={HEIGHT - 4} text-anchor="middle">
                update
            </text>
            <path class="capacity" d={pathOf("capacityBytes", curveStepAfter)} />
            <path class="used" d={pathOf("usedBytes", curveLinear)} />
            {moments
                .filter(({ usedBytes }) => usedBytes !== undefined)
                .map(({ number, usedBytes = 0 }) => (
                    <circle class="used" cx={x(number)} cy={y(usedBytes / unit)} r="3" />
                ))}
            {moments
                .filter(({ capacityBytes }) => capacityBytes !== undefined)
                .map(({ number, capacityBytes = 0 }) => (
                    <rect
                        class="capacity"
                        x={(x(number) ?? 0) - 3}
                        y={y(capacityBytes / unit) - 3}
                        width="6"
                        height="6"
                    />
                ))}
        </Picture>
    );
}

function described(moments: Moment[]): string {
    const measured = moments.filter(({ usedBytes }) => usedBytes !== undefined);
    const [first, last] = [measured.at(0), measured.at(-1)];
    if (first?.usedBytes === undefined || last?.usedBytes === undefined) return "Its use was never measured.";
    return (
        `Used: from ${binaryBytes(first.usedBytes)} after update ${first.number} ` +
        `to ${binaryBytes(last.usedBytes)} after update ${last.number}.`
    );
}

import { VNode } from "preact";
import { binaryBytes } from "../../model/units";
import { nameOf } from "../../model/urns";
import { PastUpdate } from "../model/history";
import { History } from "../model/report";
import { HistoryChart, Moment } from "./history-chart";
import { FiguresTable, Table } from "./table";
import { countText, durationText, optional, timeText } from "./words";

const CHANGES: Record<string, string> = {
    create: "created",
    update: "updated",
    replace: "replaced",
    delete: "deleted",
    same: "unchanged",
};

/** How it came to what it is. */
export function PastUpdates({ history }: { history: History }): VNode {
    return (
        <section aria-labelledby="history">
            <h2 id="history">History across updates</h2>
            {"missing" in history ? <p>No history. {history.missing}</p> : <Updates {...history} />}
        </section>
    );
}

function Updates({ updates, total }: { updates: PastUpdate[]; total: number }): VNode {
    const series = [...seriesOf(updates)];
    return (
        <>
            {updates.length < total && (
                <p>
                    The latest {updates.length} of {countText(total, "update")}.
                </p>
            )}
            {series.length > 0 && (
                <>
                    <p class="legend">
                        <span class="key used">Solid line, dots: used</span>
                        <span class="key capacity">Dashed line, squares: capacity</span>
                    </p>
                    <ul class="charts">
                        {series.map(([storage, moments], index) => (
                            <li>
                                <h3>{nameOf(storage)}</h3>
                                <HistoryChart
                                    id={`history-${index + 1}`}
                                    title={`${nameOf(storage)} across updates`}
                                    moments={moments}
                                />
                                <FiguresTable
                                    caption={`${nameOf(storage)} across updates`}
                                    columns={["Update", "Used", "Capacity"]}
                                    rows={moments.map(({ number, usedBytes, capacityBytes }) => [
                                        number,
                                        optional(usedBytes, binaryBytes),
                                        optional(capacityBytes, binaryBytes),
                                    ])}
                                />
                            </li>
                        ))}
                    </ul>
                </>
            )}
            <Table
                caption="Updates, the latest first"
                columns={["Update", "Started", "What", "Result", "Took", "Resources"]}
                rows={[...updates]
                    .reverse()
                    .map((update) => [
                        update.number,
                        <time dateTime={update.startedAt}>{timeText(update.startedAt)}</time>,
                        update.kind,
                        <span class={update.succeeded ? undefined : "failed"}>
                            {update.succeeded ? "succeeded" : "failed"}
                        </span>,
                        durationText(update.durationSeconds),
                        changesText(update),
                    ])}
            />
        </>
    );
}

/** The figures of each volume after each update, if it ever had any; an update after which it was not there has none. */
function seriesOf(updates: PastUpdate[]): Map<string, Moment[]> {
    const storages = new Set(updates.flatMap(({ figures }) => [...figures.keys()]));
    const series = [...storages].map((storage): [string, Moment[]] => [
        storage,
        updates.map(({ number, figures }) => {
            const { usedBytes, capacityBytes } = figures.get(storage) ?? {};
            return { number, usedBytes, capacityBytes };
        }),
    ]);
    const isKnown = ({ usedBytes, capacityBytes }: Moment): boolean => (usedBytes ?? capacityBytes) !== undefined;
    return new Map(series.filter(([, moments]) => moments.some(isKnown)));
}

function changesText({ changes }: PastUpdate): string {
    return Object.entries(changes)
        .map(([operation, count]) => `${count} ${CHANGES[operation] ?? operation}`)
        .join(", ");
}
